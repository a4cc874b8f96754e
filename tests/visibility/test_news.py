"""What decides about a dot or a mark does so somewhere alone: without that, forgetting a part of the rule would change nothing."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.django_db


def reasons(oracle, place):
    """Why a community of one's own has a dot, or has none."""
    placed, line = oracle.facts.placed_at, oracle.facts.lines[oracle.who.id, place.id]
    later = {thing for thing, where in placed if where == place.id and placed[thing, where][0] > line.seen_at}
    listed = later & oracle.facts.listed[place.id]
    others = {thing for thing in listed if not oracle.is_author(oracle.facts.things[thing])}
    if others:
        yield "others" + ", muted" * line.is_muted + ", archived" * place.is_archived
    elif not line.is_muted and not place.is_archived:
        yield "only one's own" if listed else "only what is not listed" if later else "nothing"
        if line.seen_at in {placed[thing, place.id][0] for thing in oracle.facts.listed[place.id] - later}:
            yield "read to the moment of the last"


def test_each_reason_for_a_dot_or_none_is_here(seen):
    oracles = [oracle for oracle in seen.oracles.values() if oracle.is_here]
    places = seen.facts.places.values()
    told = {
        reason
        for oracle in oracles
        for place in places
        if oracle.belongs_to(place) and oracle.reads(place)
        for reason in reasons(oracle, place)
    }
    assert told == {
        "others",
        "others, muted",
        "others, archived",
        "others, muted, archived",
        "only one's own",
        "only what is not listed",
        "nothing",
        "read to the moment of the last",
    }


def test_a_card_is_new_where_it_was_placed_last(seen):
    """In one list it may be news and in another not: that of its home, and one over all that one reads."""
    told = set()
    for oracle in seen.oracles.values():
        own = [p for p in seen.facts.places.values() if oracle.is_here and oracle.belongs_to(p) and oracle.reads(p)]
        for place in own:
            told |= {(oracle.is_new(thing, [place]), oracle.is_new(thing, own)) for thing in oracle.cards_in(place)}
    assert told == {(True, True), (True, False), (False, True), (False, False)}
