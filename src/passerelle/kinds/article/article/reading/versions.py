"""The versions of an article, and how any two of them differ."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from passerelle.contributions.actions.edit import last_writer
from passerelle.contributions.models import Contribution, Post, Suggestion
from passerelle.contributions.reading.revisions import Piece, difference, words_of
from passerelle.journal.actor import Actor
from passerelle.journal.models import Entry
from passerelle.kinds.article.article import rules
from passerelle.people.models import Person

LARGEST = 6  # digits of a number


@dataclass(frozen=True, slots=True)
class Version:
    """One of them: when it was written, by whom as far as this reader may know, and under which title."""

    number: int
    at: datetime
    title: str
    name: str
    taken_up_by: str  # where it is somebody's suggestion: who made it the text
    is_present: bool


@dataclass(frozen=True, slots=True)
class Compared:
    """What came and what went from an earlier to a later one."""

    earlier: Version
    later: Version
    pieces: list[Piece]


def versions(actor: Actor, contribution: Contribution, query: Mapping[str, str]) -> dict[str, Any]:
    """All of them, newest first, and two compared: those that were asked for, else the latest two."""
    body = Post.objects.visible_to(actor).get(contribution=contribution, is_body=True)
    kept: list[Any] = list(body.revisions.order_by("number").values("number", "written_at", "title", "written_by_id"))
    present = {"number": len(kept) + 1, "written_at": body.edited_at or body.created_at, "title": contribution.title}
    rows: list[dict[str, Any]] = [*kept, {**present, "written_by_id": last_writer(body)}]
    taken = _taken_up(contribution)
    people = Person.objects.visible_to(actor).filter(pk__in={*(row["written_by_id"] for row in rows), *taken.values()})
    names = dict(people.values_list("pk", "name"))
    found: dict[int, Version] = {row["number"]: _version(row, names, taken, row is rows[-1]) for row in rows}
    last = len(rows)
    chosen = sorted({_number(query.get("from", ""), last - 1, found), _number(query.get("to", ""), last, found)})
    return {
        "versions": list(found.values())[::-1],
        "compared": _compared(actor, body, [found[number] for number in chosen]) if len(chosen) == 2 else None,
        "may_restore": bool(rules.may_restore(contribution, actor)),
    }


def _taken_up(contribution: Contribution) -> dict[int, int]:
    """Of the versions that somebody suggested, who took them up."""
    entries = Entry.objects.filter(contribution_id=contribution.pk, verb="contribution.suggestion_accepted")
    decided: dict[int, list[int]] = {}
    for person, who in entries.order_by("pk").values_list("particulars__person", "actor_id"):
        decided.setdefault(person, []).append(who)
    accepted = Suggestion.objects.filter(contribution=contribution, accepted=True).order_by("decided_at", "pk")
    return {
        number + 1: decided[person].pop(0)
        for number, person in accepted.values_list("version", "person_id")
        if decided.get(person)
    }


def _version(row: Mapping[str, Any], names: Mapping[int, str], taken: Mapping[int, int], is_present: bool) -> Version:
    number, who = row["number"], names.get(row["written_by_id"], "")
    return Version(number, row["written_at"], row["title"], who, names.get(taken.get(number, 0), ""), is_present)


def _number(typed: str, usual: int, found: Mapping[int, Version]) -> int:
    number = int(typed) if typed.isascii() and typed.isdigit() and len(typed) <= LARGEST else usual
    return number if number in found else max(1, usual)


def _compared(actor: Actor, body: Post, two: list[Version]) -> Compared:
    sources = dict(body.revisions.filter(number__in=[one.number for one in two]).values_list("number", "source"))
    earlier, later = two
    before, after = words_of(actor, [sources.get(one.number, body.source) for one in two])
    return Compared(earlier, later, difference(before, after))
