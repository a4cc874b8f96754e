"""Dates that concern somebody: whoever keeps some tells of them here, and calendars ask without knowing who that is.

A module's or a kind's ``dates.py`` declares ``@dates`` functions. Each answers with the ids of contributions; whoever shows them reads
them again under the rights of the reader, so that nothing is told by its date.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext_noop as words

from passerelle.contributions.models import Deadline
from passerelle.journal.actor import Actor


@dataclass(frozen=True, slots=True)
class Dated:
    """A day or a moment of a contribution. ``purpose`` tells several of one contribution apart and stays the same when they move."""

    contribution: int
    purpose: str
    at: date | datetime
    words: str  # a sentence marked with ``words``, with %(title)s in it
    until: date | datetime | None = None


Source = Callable[[Actor, date], Iterable[Dated]]
_sources: list[Source] = []


def dates(source: Source) -> Source:
    """Declare a function that tells what concerns an actor from a day on."""
    _sources.append(source)
    return source


def dates_of(actor: Actor, since: date) -> Iterator[Dated]:
    """Everything that concerns the actor from a day on, source by source."""
    for source in _sources:
        yield from source(actor, since)


@dates
def due(actor: Actor, since: date) -> Iterator[Dated]:
    """What is still due from the actor, however late."""
    mine = Deadline.objects.filter(person_id=actor.own_id, met_at=None)
    for contribution, purpose, at in mine.order_by("due_at", "pk").values_list("contribution_id", "purpose", "due_at"):
        yield Dated(contribution, f"due-{purpose}", at, words("Due from you: %(title)s"))
