"""What somebody wishes, in sentences they can check: what reaches them how, and when nothing does."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time

from django.utils.dates import WEEKDAYS
from django.utils.formats import date_format, time_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as words

from passerelle.lib.locales import either, listed
from passerelle.notifications.families import Family
from passerelle.notifications.models import Wishes
from passerelle.notifications.wishes.choices import Choices
from passerelle.notifications.wishes.peace import DAY
from passerelle.notifications.wishes.rounds import Rounds
from passerelle.notifications.wishes.ways import Way

A_MONDAY = date(2024, 1, 1)
MANY = 4  # families: the greatest group of as many is called "everything else"
ABOUT = {
    Family.MENTION: words("mentions"),
    Family.ANSWER: words("answers to what you brought"),
    Family.REPLY: words("replies to you"),
    Family.YOURS: words("what became of what you gave"),
    Family.INVITATION: words("invitations and memberships"),
    Family.MODERATION: words("decisions about you"),
    Family.MESSAGE: words("messages to all members"),
    Family.FOLLOWED: words("what you follow"),
}


def say(choices: Choices, today: date, *, has_device: bool) -> list[str]:
    """The sentences, in the language and for the day of their reader."""
    return [*_ways(choices), *(_devices(choices) if has_device else ()), *_peace(choices, today)]


def say_round(choices: Choices) -> str:
    """When the summary comes: “each Monday at 8 a.m.”; what is chosen for a quiet time, when that ends."""
    rounds = choices.rounds
    comes = _comes(rounds)
    at = {"hour": hour(comes.hour), "day": WEEKDAYS[comes.weekday()]}
    if rounds.rhythm == Wishes.Rhythm.WEEKLY:
        return _("each %(day)s at %(hour)s") % at
    if rounds.rhythm == Wishes.Rhythm.MONTHLY:
        return _("on the first of each month at %(hour)s") % at
    return _("each day at %(hour)s") % at


def why_summary(choices: Choices) -> str:
    """Why somebody gets a summary, at the foot of it."""
    if choices.rounds.rhythm == Wishes.Rhythm.NEVER:
        return _("You get this because it could not be mailed to you at once.")
    return _("You get this %(time)s, when something waits for you.") % {"time": say_round(choices)}


def hour(number: int) -> str:
    """An hour on the clock of the reader's language."""
    return time_format(time(number))


def _comes(rounds: Rounds) -> datetime:
    """The moment of a summary in a week without a change of clocks, on the clock of its reader."""
    weekly = rounds.rhythm == Wishes.Rhythm.WEEKLY
    number = rounds.weekday if weekly else int(rounds.peace.days[:1] or 1)
    return rounds.peace.ends(rounds.peace.at(A_MONDAY + (number - 1) * DAY, rounds.hour)).astimezone(rounds.peace.zone)


def _ways(choices: Choices) -> Iterator[str]:
    """A sentence for each way that is used, the one about everything else last."""
    found = {way: [family for family in Family if _reaches(choices, family) == way] for way in reversed(list(Way))}
    greatest = max((Way.NOW, Way.DIGEST, Way.INBOX), key=lambda way: len(found[way]))
    has_rest = MANY <= len(found[greatest]) < len(Family)
    for way, families in sorted(found.items(), key=lambda pair: has_rest and pair[0] == greatest):
        if families:
            what = _("everything else") if has_rest and way == greatest else _named(families)
            yield _sentence(way) % {"what": what, "time": say_round(choices)}
    if not choices.has_address:
        yield _("You get no mail, because we know no address of yours.")


def _devices(choices: Choices) -> Iterator[str]:
    pushed = [family for family in Family if choices.pushed(family)]
    others = [family for family in Family if family not in pushed]
    if others and len(others) < MANY:
        yield _("Your devices tell you at once of everything except %(what)s.") % {"what": _named(others)}
    elif pushed:
        yield _("Your devices tell you at once of %(what)s.") % {"what": _named(pushed)}


def _reaches(choices: Choices, family: Family) -> Way:
    """The loudest way in the end; what is not mailed still stands in the inbox, or is not told at all."""
    return Way.NOTHING if choices.way(family) == Way.NOTHING else choices.mailed(family)


def _sentence(way: Way) -> str:
    if way == Way.NOW:
        return _("You get a mail at once for %(what)s.")
    if way == Way.DIGEST:
        return _("You get a summary %(time)s for %(what)s.")
    if way == Way.INBOX:
        return _("You find %(what)s in your inbox only.")
    return _("You hear nothing of %(what)s.")


def _peace(choices: Choices, today: date) -> Iterator[str]:
    peace = choices.peace
    if peace.quiet:
        start, end = peace.quiet
        yield _("Between %(start)s and %(end)s nothing is sent.") % {"start": hour(start), "end": hour(end)}
    if free := [str(WEEKDAYS[day - 1]) for day in range(1, 8) if str(day) not in peace.days]:
        yield _("Nothing is sent on %(days)s.") % {"days": either(free)}
    for start_on, end_on in peace.away:
        yield from _absence(start_on, end_on, today)


def _absence(start: date | None, end: date | None, today: date) -> Iterator[str]:
    if end is not None and end < today:
        return
    if start is not None and start > today:
        days = {"start": _day(start), "end": _day(end) if end else ""}
        sentence = _("Nothing is sent from %(start)s to %(end)s.") if end else _("Nothing is sent from %(start)s on.")
        yield sentence % days
    elif end is None:
        yield _("You are away: nothing is sent.")
    else:
        yield _("Nothing is sent until you are back on %(day)s; then you get one summary.") % {"day": _day(end + DAY)}


def _named(families: Sequence[Family]) -> str:
    return _("everything") if len(families) == len(Family) else listed([_(ABOUT[family]) for family in families])


def _day(day: date) -> str:
    return date_format(day, "DATE_FORMAT")
