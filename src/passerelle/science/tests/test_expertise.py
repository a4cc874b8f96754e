"""Who is shown to somebody who looks for help."""

from __future__ import annotations

from math import log1p
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from passerelle.science.expertise import (
    FROM_ELSEWHERE,
    GOOD_ENOUGH,
    LIST,
    LIVES,
    WEIGHTS,
    Candidate,
    Form,
    Item,
    at_hand,
    score,
    shortlist,
    speaks_for,
    weigh,
)
from passerelle.science.tests.vectors import VECTORS

VECTOR = VECTORS["expertise"]
ITEMS = st.builds(
    Item, st.sampled_from(list(Form)), st.floats(0, 1), st.floats(0, 2_000), st.integers(min_value=1, max_value=9)
)


def test_what_speaks_for_somebody():
    found = speaks_for([Item(Form(form), days=days) for form, days in VECTOR["items"]])
    assert found == pytest.approx(VECTOR["E"], abs=5e-7)
    assert score(found, 1, elsewhere=False) == pytest.approx(VECTOR["log"], abs=5e-7)


def test_a_practice_counts_for_three_units_and_a_word_about_oneself_once():
    assert [weigh(Item(Form.REUSED, times=units)) for units in (1, 3, 7)] == [1, 3, 3]
    assert weigh(Item(Form.ARTICLE, times=7)) == 0.8
    assert speaks_for([Item(Form.DECLARED, days=9_000), Item(Form.DECLARED, relevance=0.5)]) == 0.5


def test_what_is_old_says_nothing():
    halved = [weigh(Item(Form.ACCEPTED, days=days)) for days in (0, 180, 900, 900.1)]
    assert halved == [1, 0.5, 2**-LIVES, 0]
    assert weigh(Item(Form.ACCEPTED, days=365), half_life=365) == 0.5


def test_a_relevance_is_a_share():
    with pytest.raises(ValueError, match="share"):
        weigh(Item(Form.ANSWER, relevance=1.1))


def test_room_and_another_unit():
    assert [at_hand(asks, 2) for asks in range(4)] == [1, 0.5, 0, 0]
    assert (at_hand(0, 2, away=True), at_hand(0, 0)) == (0, 0)
    assert score(1, 0, elsewhere=False) == pytest.approx(0.4 * log1p(1))
    assert score(1, 1, elsewhere=True) == pytest.approx(1.15 * log1p(1))


@given(st.lists(ITEMS, max_size=12), ITEMS)
def test_more_never_says_less(items, another):
    assert speaks_for([*items, another]) >= speaks_for(items) - 1e-12
    assert speaks_for(items) <= sum(3 * max(WEIGHTS.values()) for _ in items)


def crowd(seed):
    dice = Random(seed)
    return [
        Candidate(number, told, score(told, dice.random(), elsewhere=far), far, dice.random() < 0.3)
        for number in range(dice.randint(0, 14))
        for told, far in [(dice.choice([0, 0.2, 0.5, 1, 3]), dice.random() < 0.3)]
    ]


@given(st.integers(0, 100_000))
def test_a_short_list(seed):
    people = crowd(seed)
    chosen, able = shortlist(people), [one for one in people if one.evidence > 0]
    best = max(able, key=lambda one: one.score, default=None)
    assert len(chosen) == min(LIST, len(able)) == len({one.person for one in chosen})
    assert chosen == sorted(chosen, key=lambda one: -one.score)
    if best is None:
        return
    assert chosen[0] == best
    fit = [one for one in able if one.elsewhere and one.score >= GOOD_ENOUGH * best.score]
    assert sum(one.elsewhere for one in chosen) >= min(FROM_ELSEWHERE, len(fit))
    assert any(one.rising for one in chosen) == any(one.rising for one in able)
