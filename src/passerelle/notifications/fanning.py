"""From one entry to the notices of many people: rights and mutes first, then rows in portions that a killed worker resumes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from passerelle.contributions.following import NONE, Attention, attentions
from passerelle.contributions.models import Contribution, Follow
from passerelle.journal.actor import Via
from passerelle.journal.models import Entry
from passerelle.journal.tails import tell_after_commit
from passerelle.notifications.mailing.rhythm import Plan, is_fresh, plan_all
from passerelle.notifications.models import Notice, Reason
from passerelle.notifications.pushing.sending import pushed_at_once
from passerelle.notifications.readers import readers
from passerelle.notifications.tasks import mail_notice, push_notice
from passerelle.notifications.tellings import Told, find_telling
from passerelle.people.models import Person
from passerelle.work.queue import enqueue_many
from passerelle.work.tasks import ask_for_solitude

PORTION = 200
DECISIONS = {
    Reason.INVITATION,
    Reason.MEMBERSHIP,
    Reason.MODERATION,
    Reason.REPORTED,
}  # about the person: rights and mutes do not apply
LOOSE = {
    Reason.FOLLOWED,
    Reason.MESSAGE,
}  # addressed to nobody in particular: a muted community or person silences them


def fan_out(entry: Entry) -> int:
    """Write the notices of an entry that are missing; returns how many. An import tells nobody."""
    telling = find_telling(entry.verb)
    if telling is None or entry.via == Via.IMPORT:
        return 0
    told = telling.whom(entry)
    people = sorted(_reached(entry, told))
    if len(people) > PORTION:
        ask_for_solitude()
    return sum(_write(entry, told, people[start : start + PORTION]) for start in range(0, len(people), PORTION))


def _reached(entry: Entry, told: Told) -> set[int]:
    """Those who are here, may read it, and did not ask for silence.

    A muted conversation is silent even for mentions; a muted community, topic or person only for what is addressed to nobody in
    particular, and not in a conversation one chose to follow.
    """
    here = Person.objects.present().filter(pk__in=told.people, is_imported=False)
    reached = set(here.values_list("pk", flat=True)) if told.people else set()
    decided = {person for person in reached if told.people[person] in DECISIONS}
    if entry.contribution_id is None or reached == decided:
        return reached
    contribution = Contribution.objects.unscoped("who may be told").select_related("home").get(pk=entry.contribution_id)
    conversation = told.post_id is not None and told.post_id != contribution.body_id
    allowed = readers(contribution, conversation=conversation).filter(pk__in=reached)
    heard = set(allowed.values_list("pk", flat=True))
    followed = attentions(contribution, people=sorted(heard), place=entry.community_id or 0, acting=told.actor_id or 0)
    return decided | {person for person in heard if _hears(followed.get(person, NONE), told.people[person])}


def _hears(attention: Attention, reason: Reason) -> bool:
    return not attention.is_deaf and (attention.level != Follow.Level.MUTE or reason not in LOOSE)


@transaction.atomic
def _write(entry: Entry, told: Told, people: Sequence[int]) -> int:
    """One portion with its mails: either all of it is there or nothing. Who wants nothing of the kind gets no line."""
    known = set(Notice.objects.filter(entry_id=entry.pk, person_id__in=people).values_list("person_id", flat=True))
    reasons = {person: told.people[person] for person in people if person not in known}
    plans = plan_all(reasons, entry.at, at_once=told.at_once)
    Notice.objects.bulk_create(
        [_notice(entry, told, person, plan) for person, plan in plans.items()], ignore_conflicts=True
    )
    if plans and told.at_once and is_fresh(entry.at):
        rows = Notice.objects.filter(entry_id=entry.pk, person_id__in=plans)
        _disturb({pk: at for pk, person in rows.values_list("pk", "person_id") if (at := plans[person].at_once)}, rows)
    if plans:
        tell_after_commit()
    return len(plans)


def _disturb(mailed: Mapping[int, datetime], rows: QuerySet[Notice]) -> None:
    """Mails and pushes as jobs, each for the moment from which its owner may be disturbed."""
    pushed = pushed_at_once(rows)
    for task, moments in ((mail_notice, mailed), (push_notice, pushed)):
        enqueue_many(task, [{"notice_id": pk} for pk in moments], run_at=list(moments.values()))


def _notice(entry: Entry, told: Told, person: int, plan: Plan) -> Notice:
    reason = told.people[person]
    return Notice(
        person_id=person,
        entry_id=entry.pk,
        verb=entry.verb,
        reason=reason,
        actor_id=entry.actor_id if reason == Reason.MODERATION else told.actor_id,
        contribution_id=entry.contribution_id,
        post_id=told.post_id,
        community_id=entry.community_id,
        at=entry.at,
        surfaces_at=entry.at,
        digest_from=plan.digest_from,
    )
