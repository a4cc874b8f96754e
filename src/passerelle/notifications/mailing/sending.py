"""Sends what is due, after reading rights again. A mail is claimed before and marked after; no transaction is open meanwhile."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import F, Min, QuerySet

from passerelle.journal.actor import Actor, Via, person_actor
from passerelle.lib.clock import now
from passerelle.lib.prepared import prepared
from passerelle.notifications.digests.compiling import compile_summary
from passerelle.notifications.digests.waits import people_awaited, waiting_sentences
from passerelle.notifications.lines import RELATED, lines
from passerelle.notifications.mailing.letters import about_a_while, about_one, speaking_to
from passerelle.notifications.mailing.rhythm import may_get_mail, waiting
from passerelle.notifications.models import Digest, Notice, Wishes
from passerelle.notifications.reading import notices
from passerelle.notifications.wishes.choices import choices_of, due
from passerelle.notifications.wishes.saying import why_summary
from passerelle.notifications.wishes.ways import Way
from passerelle.people.models import Person

MOST_READ = 200  # notices of one summary
FIRST, LONGEST = timedelta(days=7), timedelta(days=31)
MOST_CLAIMS = 2  # the first try, and one more when a crash left it unknown whether the mail went out


def send_at_once(notice: Notice) -> bool:
    """Mail one notice to its owner; returns whether it went out.

    Nothing goes to who may no longer see it, has read it or put it off, does not wish it any more or is not to be disturbed now.
    """
    person, may_go_at = notice.person, due([notice], Way.NOW).get(notice.pk)
    if not may_get_mail(person) or may_go_at is None or may_go_at > now():
        return False
    actor = person_actor(person, Via.SYSTEM)
    with speaking_to(person):
        mine = list(notices(actor).unread(now()).filter(pk=notice.pk).select_related(*RELATED))
        shown = lines(actor, mine)
        own = Notice.objects.filter(pk=notice.pk, mailed_at=None)
        if not shown or not own.filter(mail_claims__lt=MOST_CLAIMS).update(mail_claims=F("mail_claims") + 1):
            return False
        try:
            about_one(person, shown[0], mine[0].post).send()
        except Exception:
            own.update(mail_claims=F("mail_claims") - 1)  # it certainly did not go out: this try does not count
            raise
    own.update(mailed_at=now())
    return True


def people_waiting(most: int = 500) -> Iterator[list[int]]:
    """People for whom something waits, so many at a time: memory does not grow with their number. Some may come twice."""
    awaited = sorted({person for person, _came in people_awaited(now() - LONGEST, now())})
    yield from (awaited[start : start + most] for start in range(0, len(awaited), most))
    people = [0]
    ids = waiting(now()).order_by("person_id").values_list("person_id", flat=True).distinct()
    while people := list(ids.filter(person_id__gt=people[-1])[:most]):
        yield people


def due_digests(moment: datetime | None = None, people: Collection[int] | None = None) -> list[tuple[int, date]]:
    """People whose summary is due, because something waited when its moment came; each with the local day it is of."""
    moment = moment or now()
    present = Person.objects.present() if people is None else Person.objects.present().filter(pk__in=people)
    there = waiting(moment).filter(person__in=present).values_list("person_id")
    since: dict[int, datetime] = dict(there.annotate(Min("digest_from")))
    for person, came in _came(present, moment):
        since[person] = min(since.get(person, came), came)
    known = dict(Digest.objects.filter(person__in=since).values_list("person_id", "day"))
    found: list[tuple[int, date]] = []
    for pk, choices in choices_of(since).items():
        last = None if choices.peace.reigns(moment) else choices.rounds.last(moment)
        if last and since[pk] <= last.due_at and known.get(pk, date.min) < last.day:
            found.append((pk, last.day))
    return found


def _came(present: QuerySet[Person], moment: datetime) -> Iterator[tuple[int, datetime]]:
    """What may wait for the decision of people, of which no summary told yet, and when it came."""
    came = people_awaited(moment - LONGEST, moment)
    here = set(present.filter(pk__in={person for person, _at in came}).values_list("pk", flat=True))
    told = dict(Digest.objects.filter(person__in=here).values_list("person_id", "until"))
    for person, at in came:
        if person in here and at > _begin(told.get(person), moment):
            yield person, at


def send_digest(person: Person, day: date) -> bool:
    """Mail what waits, once for a day; returns whether anything went out.

    The day is the claim. After a crash the mail of this day is not begun again; what it did not mark is in the next one.
    """
    moment, choices = now(), choices_of([person.pk])[person.pk]
    if not may_get_mail(person) or choices.peace.reigns(moment):
        return False
    actor = person_actor(person, Via.SYSTEM)
    reasons = [str(reason) for reason in choices.reasons(Way.DIGEST, Way.NOW)]
    with speaking_to(person):
        ids, since = _waiting_ids(actor, moment, reasons), _since(person, moment)
        awaited = waiting_sentences(actor, since, moment)
        before = claim(person.pk, day)
        if before is None or not (ids or (awaited and choices.rounds.rhythm != Wishes.Rhythm.NEVER)):
            return False
        try:
            rows = _waiting_rows(actor, moment, reasons)
            summary = compile_summary(actor, rows, len(ids), awaited, since, moment)
            about_a_while(person, summary, day, why_summary(choices)).send()
        except Exception:
            Digest.objects.filter(person=person, day=day).update(day=before)
            raise
    Notice.objects.filter(pk__in=ids).update(mailed_at=now())
    Digest.objects.filter(person=person).update(until=moment)
    return True


@prepared
def _waiting_ids(actor: Actor, moment: datetime, reasons: Collection[str]) -> QuerySet[Notice, int]:
    return _there(actor, moment, reasons).values_list("pk", flat=True)


@prepared
def _waiting_rows(actor: Actor, moment: datetime, reasons: Collection[str]) -> QuerySet[Notice]:
    return _there(actor, moment, reasons).select_related(*RELATED)[:MOST_READ]


def _there(actor: Actor, moment: datetime, reasons: Collection[str]) -> QuerySet[Notice]:
    wanted = waiting(moment).filter(person_id=actor.own_id, reason__in=reasons)
    return notices(actor).filter(pk__in=wanted.values("pk"))


def _since(person: Person, moment: datetime) -> datetime:
    """From when on something is new: the last summary; not what is older than a month, nor for the first one than a week."""
    return _begin(Digest.objects.filter(person=person).values_list("until", flat=True).first(), moment)


def _begin(until: datetime | None, moment: datetime) -> datetime:
    return max(until or moment - FIRST, moment - LONGEST)


@transaction.atomic
def claim(person: int, day: date) -> date | None:
    """Take the round of a day; answers with the day before it, or None when this one is taken."""
    before = day - timedelta(days=1)
    Digest.objects.get_or_create(person_id=person, defaults={"day": before})
    return before if Digest.objects.filter(person_id=person, day__lt=day).update(day=day) else None
