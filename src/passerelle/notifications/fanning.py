"""From one entry to the notices of many people: rights and mutes first, then rows in portions that a killed worker resumes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet

from passerelle.communities.models import Membership
from passerelle.contributions.models import Contribution, Follow
from passerelle.journal.actor import Via
from passerelle.journal.models import Entry
from passerelle.journal.tails import tell_after_commit
from passerelle.lib.clock import now
from passerelle.lib.prepared import prepared
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
    particular.
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
    silent, deaf = _muting(sorted(heard), contribution.pk, entry.community_id or 0, told.actor_id or 0)
    heard -= silent
    return decided | {person for person in heard if person not in deaf or told.people[person] not in LOOSE}


def _muting(people: Sequence[int], contribution: int, community: int, actor: int) -> tuple[set[int], set[int]]:
    """Which of these people muted the conversation, and which its community, a topic of it, or who acted."""
    rows = list(_mutes(people, contribution, community, actor)) if people else []
    deaf = {person for person, muted in rows if muted is None}
    deaf |= set(_muted_memberships(people, community)) if people else set()
    return {person for person, muted in rows if muted is not None}, deaf


@prepared
def _mutes(people: Sequence[int], contribution: int, community: int, actor: int) -> QuerySet[Follow, tuple[Any, ...]]:
    topics = Contribution.topics.through._default_manager.filter(contribution_id=contribution).values("topic_id")
    subject = Q(contribution_id=contribution) | Q(community_id=community) | Q(topic_id__in=topics)
    mutes = Follow.objects.filter(subject | Q(followed_id=actor), level=Follow.Level.MUTE, person_id__in=people)
    return mutes.values_list("person_id", "contribution_id")


@prepared
def _muted_memberships(people: Sequence[int], community: int) -> QuerySet[Membership, int]:
    muted = Membership.objects.filter(person_id__in=people, community_id=community, muted=True)
    return muted.values_list("person_id", flat=True)


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
