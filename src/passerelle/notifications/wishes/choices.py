"""What many people wish, in one statement."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from passerelle.lib.clock import now, zone
from passerelle.lib.prepared import prepared
from passerelle.notifications.families import FAMILIES, Family
from passerelle.notifications.models import EVERY_DAY, MONDAY, MORNING, Notice, Reason, Wishes
from passerelle.notifications.wishes.peace import DAY, Peace
from passerelle.notifications.wishes.rounds import Rounds
from passerelle.notifications.wishes.ways import ALWAYS_THERE, USUAL, USUALLY_PUSHED, Way
from passerelle.people.models import Person

PUSH = "push"
_PERSON = ("pk", "email", "time_zone", "mail_rhythm", "leave_from", "leave_until")
_CHOSEN = (
    *("ways", "pushes", "rhythm", "weekday", "hour", "quiet_from", "quiet_until", "working_days"),
    *("leave_from", "leave_until", "paused_until"),
)


@dataclass(frozen=True, slots=True)
class Choices:
    """What one person wishes: their own choices, and the usual for all they did not choose."""

    has_address: bool
    most: str  # a value of Person.MailRhythm: what is mailed at most
    ways: Mapping[str, str]
    pushes: Mapping[str, bool]
    rounds: Rounds

    @property
    def peace(self) -> Peace:
        """When nothing may disturb them."""
        return self.rounds.peace

    def way(self, family: Family) -> Way:
        """The loudest way chosen for it."""
        chosen = self.ways.get(family)
        usual = USUAL[family]
        way = Way(chosen) if chosen in Way.values else usual
        return Way.INBOX if way == Way.NOTHING and family in ALWAYS_THERE else way

    def at_most(self, family: Family) -> Way:
        """The way chosen for it, or the summary where they asked for one mail a day at most."""
        way = self.way(family)
        return Way.DIGEST if way == Way.NOW and self.most == Person.MailRhythm.DAILY else way

    def mailed(self, family: Family) -> Way:
        """How it is mailed in the end: at once, in the summary, or not (``Way.INBOX``)."""
        way = self.at_most(family)
        unwanted = way == Way.DIGEST and self.rounds.rhythm == Wishes.Rhythm.NEVER
        stopped = self.most == Person.MailRhythm.NEVER or not self.has_address
        return Way.INBOX if way == Way.NOTHING or unwanted or stopped else way

    def pushed(self, family: Family) -> bool:
        """Whether it is pushed to their devices."""
        if self.way(family) == Way.NOTHING:
            return False
        return bool(self.pushes.get(family, family in USUALLY_PUSHED))

    def reasons(self, *mailed: Way) -> list[Reason]:
        """The reasons that are mailed in one of these ways."""
        return [Reason(reason) for reason, family in FAMILIES.items() if self.mailed(family) in mailed]


def choices_of(people: Collection[int]) -> dict[int, Choices]:
    """What each of these people wishes, in one statement."""
    return {row[0]: _read(row) for row in _rows(sorted(people))} if people else {}


def due(notices: Sequence[Notice], way: str) -> dict[int, datetime]:
    """Of these notices those that go out by themselves this way (``Way.NOW`` or ``PUSH``), with the moment from which they may.

    Who is away is not disturbed at all. Whoever sends asks again before: wishes change while something waits.
    """
    wishes, moment = choices_of({notice.person_id for notice in notices}), now()
    found: dict[int, datetime] = {}
    for notice in notices:
        choices = wishes[notice.person_id]
        family = FAMILIES[notice.reason]
        wanted = choices.pushed(family) if way == PUSH else choices.mailed(family) == way
        if wanted and not choices.peace.is_away(moment):
            found[notice.pk] = choices.peace.ends(moment)
    return found


@prepared
def _rows(people: Sequence[int]) -> QuerySet[Person, Any]:
    return Person.objects.filter(pk__in=people).values_list(*_PERSON, *(f"wishes__{name}" for name in _CHOSEN))


def _read(row: Sequence[Any]) -> Choices:
    _pk, email, time_zone, most, *announced = row[:6]
    ways, pushes, rhythm, weekday, hour, quiet_from, quiet_until, days, leave_from, leave_until, paused_until = row[6:]
    if rhythm is None:  # they chose nothing
        ways, pushes, rhythm, weekday, hour, days = {}, {}, Wishes.Rhythm.DAILY, MONDAY, MORNING, EVERY_DAY
    away = [(start, end) for start, end in (announced, (leave_from, leave_until)) if start]
    if paused_until:
        away.append((None, paused_until - DAY))
    quiet = None if quiet_from is None or quiet_until is None else (quiet_from, quiet_until)
    peace = Peace(zone(time_zone), quiet, days, tuple(away))
    return Choices(bool(email), most, ways, pushes, Rounds(rhythm, weekday, hour, peace))
