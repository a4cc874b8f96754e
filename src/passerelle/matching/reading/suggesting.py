"""Whom to ask: five people at most, each with what speaks for them.

For whom something is shown comes before who only says so; beyond that the order says nothing: it is that of names.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from django.db.models import QuerySet

from passerelle.contributions.models import Contribution
from passerelle.journal.actor import Actor
from passerelle.matching.reading.evidence import Evidence, Said, said, shown
from passerelle.matching.reading.subject import Subject, subject_of
from passerelle.matching.reading.willing import Willing, free_for, with_room
from passerelle.people.models import Person
from passerelle.science.expertise import Candidate, Form, Item, at_hand, score, shortlist, speaks_for


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One of them."""

    person: Person
    topics: frozenset[int]
    why: Sequence[Evidence]
    is_free: bool
    is_elsewhere: bool
    is_away: bool
    away_until: date | None


@dataclass(frozen=True, slots=True)
class Able:
    """Somebody who may be asked, what speaks for them, and whether they agreed on a topic of this very question."""

    willing: Willing
    said: list[Said]
    says_so: bool


def suggestions(actor: Actor, contribution: Contribution) -> list[Suggestion]:
    """Whom the actor may ask about a contribution. A fixed number of queries, few where nobody agreed."""
    return listed(actor, able(actor, contribution))


def able(actor: Actor, contribution: Contribution) -> list[Able]:
    """Everybody whom the actor may ask about it and for whom anything speaks."""
    return able_among(actor, subject_of(actor, contribution), partial(free_for, actor, contribution))


def able_among(actor: Actor, subject: Subject, people: Callable[[], QuerySet[Person]]) -> list[Able]:
    """Those of these people for whom anything speaks, if only that they say so themselves; by name. Nobody is read for no topic."""
    topics = subject.agreeable()
    there = with_room(people(), topics) if topics else []
    if not there:
        return []
    told = said(actor, subject, {one.person.pk: one.topics for one in there})
    every = [Able(one, told[one.person.pk], bool(one.topics & subject.topics)) for one in there]
    return [one for one in every if one.said or one.says_so]


def listed(actor: Actor, there: Sequence[Able]) -> list[Suggestion]:
    """A short list of them that is not always the same, each with what speaks for them, and those for whom nothing does last. One query."""
    picked = {one.person for one in shortlist([_candidate(actor, one) for one in there])}
    some = [one for one in there if one.willing.person.pk in picked]
    why = shown(actor, {one.willing.person.pk: one.said for one in some})
    told = [_suggestion(actor, one.willing, why.get(one.willing.person.pk, ())) for one in some]
    return sorted(told, key=lambda one: not one.why)


def _candidate(actor: Actor, able_one: Able) -> Candidate[int]:
    one, own = able_one.willing, [Item(Form.DECLARED)] if able_one.says_so else []
    evidence = speaks_for([*own, *(each.item for each in able_one.said)])
    room = at_hand(one.asked.lately, one.cap, away=one.person.is_away)
    elsewhere = _is_elsewhere(actor, one.person)
    placed = score(evidence, room, elsewhere=elsewhere)
    return Candidate(one.person.pk, evidence, placed, elsewhere, rested=not one.asked.quarter)


def _suggestion(actor: Actor, one: Willing, why: Sequence[Evidence]) -> Suggestion:
    person = one.person
    return Suggestion(
        person,
        one.topics,
        why,
        is_free=not one.asked.now and not person.is_away,
        is_elsewhere=_is_elsewhere(actor, person),
        is_away=person.is_away,
        away_until=person.leave_until if person.is_away else None,
    )


def _is_elsewhere(actor: Actor, person: Person) -> bool:
    return actor.person is not None and person.unit_id != actor.person.unit_id
