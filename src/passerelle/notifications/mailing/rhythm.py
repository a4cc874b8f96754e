"""Who gets mail, of what, and when: what somebody's wishes make of one notice.

What waits for a quiet hour to end goes by itself then. What could not go by itself, because its owner is away or the mail server was
out of reach for long, is in their next summary.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import QuerySet

from passerelle.lib.clock import now
from passerelle.notifications.families import FAMILIES
from passerelle.notifications.models import Notice, Reason
from passerelle.notifications.wishes.choices import Choices, choices_of
from passerelle.notifications.wishes.ways import Way
from passerelle.people.actions import refusing_address
from passerelle.people.models import Person

GIVEN_UP = timedelta(hours=1)  # a mail that should have gone by itself and did not is in the next summary
TOO_OLD_FOR_MAIL = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Plan:
    """When one notice may be mailed by itself, and from when on it belongs in a summary; None is never."""

    at_once: datetime | None = None
    digest_from: datetime | None = None


def plan_all(reasons: Mapping[int, Reason], happened_at: datetime, *, at_once: bool = True) -> dict[int, Plan]:
    """What to do for each of these people who is told for a reason; who wants nothing of the kind is not in it.

    Without ``at_once`` nothing goes by itself: it waits for summaries.
    """
    wishes = choices_of(reasons)
    return {
        person: plan(wishes[person], reason, happened_at, at_once=at_once)
        for person, reason in reasons.items()
        if wishes[person].way(FAMILIES[reason]) != Way.NOTHING
    }


def plan(choices: Choices, reason: str, happened_at: datetime, *, at_once: bool = True) -> Plan:
    """What to do with one notice now."""
    way, moment = choices.mailed(FAMILIES[reason]), now()
    if way == Way.INBOX:
        return Plan()
    by_itself = at_once and way == Way.NOW and is_fresh(happened_at)
    if not by_itself or choices.peace.is_away(moment):
        return Plan(digest_from=happened_at)
    goes_at = choices.peace.ends(moment)
    return Plan(goes_at, goes_at + GIVEN_UP)


def is_fresh(happened_at: datetime) -> bool:
    """Whether it is new enough to disturb somebody."""
    return happened_at > now() - TOO_OLD_FOR_MAIL


def plan_again(notice: Notice) -> datetime | None:
    """For a mail that did not go out: when to try once more, if it only came at a quiet hour, by what its owner wishes now."""
    again = plan(choices_of([notice.person_id])[notice.person_id], notice.reason, notice.at)
    Notice.objects.filter(pk=notice.pk, mailed_at=None).update(digest_from=again.digest_from)
    return again.at_once if again.at_once is not None and again.at_once > now() else None


def waiting(moment: datetime) -> QuerySet[Notice]:
    """Unread ones that belong in the next summary of their owners, if these still want them."""
    return Notice.objects.unread(moment).filter(mailed_at=None, digest_from__lte=moment)


def may_get_mail(person: Person) -> bool:
    """Somebody who is here, wants mail and has an address that takes it."""
    here = person.is_active and not person.has_ended and not person.is_imported
    wanted = bool(person.email) and person.mail_rhythm != Person.MailRhythm.NEVER
    return here and wanted and refusing_address(person) is None
