"""The ideas of a community along time: each a bar of the states it was in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import ngettext
from django_stubs_ext import StrOrPromise

from passerelle.contributions.reading.card import Card
from passerelle.kinds.innovation.idea.lives import Life, Stay
from passerelle.kinds.innovation.idea.states import OPEN, STATES
from passerelle.lib.clock import now

WIDE = 1000  # units of the picture, whatever its width on the screen
LEAST = 6  # so that what lasted an hour is seen
TICKS = 4


@dataclass(frozen=True, slots=True)
class Bar:
    """A time in one state, from ``x`` on."""

    state: str
    label: StrOrPromise
    x: float
    width: float
    is_open: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One idea."""

    card: Card
    bars: Sequence[Bar]
    came: Mapping[str, datetime]  # state → when it first came there
    so_far: str  # how long it has been where it is


@dataclass(frozen=True, slots=True)
class Timeline:
    """All of them below one scale."""

    lines: Sequence[Line]
    ticks: Sequence[datetime]
    states: Sequence[tuple[str, StrOrPromise]]  # those that occur, in the order of a life


def timeline(cards: Sequence[Card], lives: Mapping[int, Life]) -> Timeline:
    """The youngest first, on a scale from the first of them to today."""
    moment = now()
    shown = sorted(cards, key=lambda card: (lives[card.id].began, card.id), reverse=True)
    start = min((life.began for life in lives.values()), default=moment)
    span = max((moment - start).total_seconds(), timedelta(days=1).total_seconds())
    lines = [_line(card, lives[card.id], start, span, moment) for card in shown]
    there = {bar.state for line in lines for bar in line.bars}
    return Timeline(
        lines=lines,
        ticks=[start + timedelta(seconds=span * number / TICKS) for number in range(TICKS + 1)],
        states=[(state, label) for state, label in STATES.items() if state in there],
    )


def _line(card: Card, life: Life, start: datetime, span: float, moment: datetime) -> Line:
    stays = life.stays
    came: dict[str, datetime] = {}
    for stay in stays:
        came.setdefault(stay.state, stay.since)
    bars = [_bar(stay, start, span, moment) for stay in stays if stay.state in STATES]
    days = int(stays[-1].days(moment))
    words = ngettext("for %(num)s day", "for %(num)s days", days) % {"num": days} if stays[-1].state in OPEN else ""
    return Line(card, bars, came, words)


def _bar(stay: Stay, start: datetime, span: float, moment: datetime) -> Bar:
    """Where it has ended it lasts no longer: a mark says when."""
    is_open = stay.state in OPEN
    begins = (stay.since - start).total_seconds() / span * WIDE
    ends = ((stay.until or moment) - start).total_seconds() / span * WIDE if is_open or stay.until else begins
    width = max(LEAST, ends - begins)
    return Bar(stay.state, STATES[stay.state], round(min(begins, WIDE - width), 1), round(width, 1), is_open)
