"""One whole, divided among everybody behind an outcome."""

from __future__ import annotations

from graphlib import CycleError
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from passerelle.science.credit import credit, depth
from passerelle.science.grades import Grade, grade
from passerelle.science.tests.vectors import VECTORS

VECTOR = VECTORS["credit"]
PEOPLE = ["ana", "ben", "cam", "dia"]


@pytest.mark.parametrize(("kept", "key"), [(0.5, "alpha_0.5"), (0.3, "alpha_0.3")])
def test_credit(kept, key):
    found = credit("O1", VECTOR["parents"], VECTOR["nodes"], kept=kept)
    assert found == pytest.approx(VECTOR[key], abs=1e-9)
    assert sum(found.values()) == pytest.approx(1, abs=1e-12)


def whole(dice, names):
    """Parts of one whole among some of the names."""
    parts = {name: dice.randint(1, 9) for name in dice.sample(names, dice.randint(1, len(names)))}
    return {name: part / sum(parts.values()) for name, part in parts.items()}


def trail(seed):
    """Things 0 to n, each with causes among those before it; the last is the outcome."""
    dice = Random(seed)
    size = dice.randint(1, 9)
    shares = {thing: whole(dice, PEOPLE) for thing in range(size)}
    parents = {thing: whole(dice, range(thing)) for thing in range(1, size) if dice.random() < 0.8}
    return parents, shares, size - 1


SEEDS = st.integers(0, 2**32)


@given(SEEDS, st.floats(0, 1))
def test_nothing_is_lost_and_nothing_made(seed, kept):
    parents, shares, outcome = trail(seed)
    found = credit(outcome, parents, shares, kept=kept)
    assert sum(found.values()) == pytest.approx(1, abs=1e-9)
    assert min(found.values()) >= 0


@given(SEEDS, st.permutations(PEOPLE))
def test_names_do_not_matter(seed, others):
    parents, shares, outcome = trail(seed)
    called = dict(zip(PEOPLE, others, strict=True))
    renamed = {thing: {called[name]: part for name, part in parts.items()} for thing, parts in shares.items()}
    found = {called[name]: part for name, part in credit(outcome, parents, shares).items()}
    assert credit(outcome, parents, renamed) == pytest.approx(found)


@given(SEEDS)
def test_a_branch_that_did_not_lead_here_changes_nothing(seed):
    parents, shares, outcome = trail(seed)
    beside = {outcome + 1: {outcome: 0.5, 0: 0.5}, outcome + 2: {outcome + 1: 1}} if outcome else {outcome + 2: {}}
    assert credit(outcome, parents | beside, shares) == credit(outcome, parents, shares)


@given(SEEDS)
def test_merging_two_things_with_the_same_credits_leaves_the_totals(seed):
    """Two causes done by the same people, or one that has the weight of both."""
    parents, shares, outcome = trail(seed)
    top, one, two = outcome + 1, outcome + 2, outcome + 3
    apart = {top: {one: 0.25, two: 0.75}, one: {outcome: 1}, two: {outcome: 1}}
    merged = {top: {one: 1}, one: {outcome: 1}}
    told = shares | {top: {"ana": 1}, one: {"ben": 1}, two: {"ben": 1}}
    assert credit(top, parents | apart, told) == pytest.approx(credit(top, parents | merged, told))


def test_what_is_no_trail_is_refused():
    with pytest.raises(CycleError):
        credit("a", {"a": {"b": 1}, "b": {"a": 1}}, {"a": {"ana": 1}, "b": {"ana": 1}})
    with pytest.raises(ValueError, match="the credits of a"):
        credit("a", {}, {"a": {"ana": 0.5}})
    with pytest.raises(ValueError, match="the credits of a"):
        credit("a", {}, {"a": {"ana": 1.5, "ben": -0.5}})
    with pytest.raises(ValueError, match="the credits of a"):
        credit("a", {}, {})
    with pytest.raises(ValueError, match="the weights of what a"):
        credit("a", {"a": {"b": 0.9}}, {"a": {"ana": 1}, "b": {"ana": 1}})
    with pytest.raises(ValueError, match="is a share"):
        credit("a", {}, {"a": {"ana": 1}}, kept=1.1)


def test_depth_is_the_longest_way_from_a_signal():
    steps = {thing: depth(thing, VECTOR["parents"], lambda each: each.startswith("S")) for thing in VECTOR["nodes"]}
    assert steps == {"S1": 0, "S2": 0, "T1": 1, "I1": 2, "P1": 3, "O1": 4}
    assert depth("I1", {"I1": ["T1"], "T1": []}, lambda each: each.startswith("S")) == 0
    with pytest.raises(CycleError):
        depth("a", {"a": ["b"], "b": ["a"]}, lambda each: False)


def test_a_grade_says_how_well_an_effect_is_shown():
    assert grade(number=False, before=True, comparison=True, lot=True) is Grade.CLAIMED
    assert grade(number=True) is grade(number=True, comparison=True) is Grade.REPORTED
    assert grade(number=True, before=True) is grade(number=True, before=True, lot=True) is Grade.BEFORE_AFTER
    assert grade(number=True, before=True, comparison=True) is Grade.COMPARED
    assert grade(number=True, before=True, comparison=True, lot=True) is Grade.RANDOMISED
    assert sorted(Grade, reverse=True)[0] == "E"
