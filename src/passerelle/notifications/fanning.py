"""From one entry to the notices of many people: rights and mutes first, then rows in portions that a killed worker resumes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from django.db import transaction

from passerelle.contributions.following import NONE, Attention, attentions
from passerelle.contributions.models import Contribution, Follow
from passerelle.journal.actor import Via
from passerelle.journal.models import Entry
from passerelle.journal.tails import tell_after_commit
from passerelle.lib.clock import now
from passerelle.notifications.mailing.rhythm import mailed_at_once
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
TOO_OLD_FOR_MAIL = timedelta(days=1)


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
    """One portion with its mails: either all of it is there or nothing."""
    known = set(Notice.objects.filter(entry_id=entry.pk, person_id__in=people).values_list("person_id", flat=True))
    new = [_notice(entry, told, person) for person in people if person not in known]
    Notice.objects.bulk_create(new, ignore_conflicts=True)
    if new and told.at_once and entry.at > now() - TOO_OLD_FOR_MAIL:
        rows = Notice.objects.filter(entry_id=entry.pk, person_id__in=[notice.person_id for notice in new])
        enqueue_many(mail_notice, [{"notice_id": pk} for pk in mailed_at_once(rows)])
        enqueue_many(push_notice, [{"notice_id": pk} for pk in pushed_at_once(rows)])
    if new:
        tell_after_commit()
    return len(new)


def _notice(entry: Entry, told: Told, person: int) -> Notice:
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
    )
