"""Sends what is due, after reading rights again. A mail is claimed before and marked after; no transaction is open meanwhile."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import F

from passerelle.journal.actor import Via, person_actor
from passerelle.lib.clock import now, zone
from passerelle.notifications.lines import RELATED, lines
from passerelle.notifications.mailing.letters import about_a_day, about_one, speaking_to
from passerelle.notifications.mailing.rhythm import mailed_daily, may_get_mail
from passerelle.notifications.models import Digest, Notice
from passerelle.notifications.reading import notices
from passerelle.people.models import Person

MORNING = 8
MOST_LINES = 40
MOST_CLAIMS = 2  # the first try, and one more when a crash left it unknown whether the mail went out


def send_at_once(notice: Notice) -> bool:
    """Mail one notice to its owner; returns whether it went out. Nothing goes to who may no longer see it, has read it or put it off."""
    person = notice.person
    if not may_get_mail(person) or person.mail_rhythm != Person.MailRhythm.AT_ONCE:
        return False
    actor = person_actor(person, Via.SYSTEM)
    with speaking_to(person):
        mine = notices(actor).unread(now()).filter(pk=notice.pk).select_related(*RELATED)
        shown = lines(actor, list(mine))
        own = Notice.objects.filter(pk=notice.pk, mailed_at=None)
        if not shown or not own.filter(mail_claims__lt=MOST_CLAIMS).update(mail_claims=F("mail_claims") + 1):
            return False
        try:
            about_one(person, shown[0]).send()
        except Exception:
            own.update(mail_claims=F("mail_claims") - 1)  # it certainly did not go out: this try does not count
            raise
    own.update(mailed_at=now())
    return True


def due_digests(moment: datetime | None = None) -> list[tuple[int, date]]:
    """People for whom it is eight in the morning and something waits, each with the local day."""
    due: list[tuple[int, date]] = []
    people = Person.objects.present().filter(pk__in=mailed_daily().values("person_id"))
    known = dict(Digest.objects.filter(person__in=people).values_list("person_id", "day"))
    for pk, name in people.values_list("pk", "time_zone"):
        local = (moment or now()).astimezone(zone(name))
        if local.hour == MORNING and known.get(pk) != local.date():
            due.append((pk, local.date()))
    return due


def send_digest(person: Person, day: date) -> bool:
    """Mail what waits, once for a day; returns whether anything went out.

    The day is the claim. After a crash the mail of this day is not begun again; what it did not mark is in tomorrow's.
    """
    if not may_get_mail(person):
        return False
    actor = person_actor(person, Via.SYSTEM)
    with speaking_to(person):
        waiting = notices(actor).filter(pk__in=mailed_daily().filter(person=person).values("pk"))
        rows = list(waiting.select_related(*RELATED)[:MOST_LINES])
        shown = lines(actor, rows)
        before = _claim(person, day)
        if not shown or before is None:
            return False
        ids = list(waiting.values_list("pk", flat=True))
        try:
            about_a_day(person, shown, max(0, len(ids) - len(rows)), day).send()
        except Exception:
            Digest.objects.filter(person=person, day=day).update(day=before)
            raise
    Notice.objects.filter(pk__in=ids).update(mailed_at=now())
    return True


@transaction.atomic
def _claim(person: Person, day: date) -> date | None:
    """Take the day; answers with the day before it, or None when this one is taken."""
    before = day - timedelta(days=1)
    Digest.objects.get_or_create(person=person, defaults={"day": before})
    return before if Digest.objects.filter(person=person, day__lt=day).update(day=day) else None
