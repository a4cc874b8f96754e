"""Tails: tables that only grow, by whose last row other processes learn that something happened.

A change carries ids only. ``tell_after_commit`` wakes who listens in this process, so that they look at once, and in the others where
they share a Redis; without it those look every second. The journal is a tail; a module above may add one of its own.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from passerelle.journal.models import Entry
from passerelle.lib.ringing import ringing

NAME = "journal"


@dataclass(frozen=True, slots=True)
class Change:
    """One new row: what it is about, whom it is about, or whose inbox it is in."""

    verb: str = ""
    contribution_id: int | None = None
    community_id: int | None = None
    person_id: int | None = None


@dataclass(frozen=True, slots=True)
class Tail:
    """A growing table and how a row of it reads: ``columns`` follow the primary key and are handed to ``change``."""

    name: str
    rows: Callable[[], QuerySet[Any]]
    columns: tuple[str, ...]
    change: Callable[..., Change]


_tails: dict[str, Tail] = {}
_woken: list[Callable[[], None]] = []


def add_tail(tail: Tail) -> None:
    """Have a table watched; raises ValueError when the name is taken."""
    if tail.name in _tails:
        raise ValueError(f"Two tails are named {tail.name!r}")
    _tails[tail.name] = tail


def all_tails() -> list[Tail]:
    """Every watched table."""
    return list(_tails.values())


def wake(function: Callable[[], None]) -> Callable[[], None]:
    """Have a function called after every commit that added a row, in the thread that committed; returns what ends this.

    It must do no more than wake somebody: the one thing that may follow a commit without being a job.
    """
    _woken.append(function)
    ringing().hear(NAME, _wake)

    def end() -> None:
        with suppress(ValueError):
            _woken.remove(function)

    return end


def tell_after_commit() -> None:
    """Wake who listens when the present transaction is committed; outside of one, at once."""
    transaction.on_commit(_tell, robust=True)


def _tell() -> None:
    _wake()
    ringing().ring(NAME)


def _wake() -> None:
    for function in _woken[:]:  # one may end while others are told
        function()


_COLUMNS = ("verb", "contribution_id", "community_id", "subject_type", "subject_id", "particulars")


def _entry_change(
    verb: str,
    contribution_id: int | None,
    community_id: int | None,
    subject_type: str,
    subject_id: int,
    particulars: dict[str, Any],
) -> Change:
    person_id = subject_id if subject_type == "person" else particulars.get("person")
    return Change(verb, contribution_id, community_id, person_id)


add_tail(Tail("e", Entry.objects.all, _COLUMNS, _entry_change))
