"""The evaluation of whom one asks, on a history short enough to be worked out by hand, and on the public one."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import fmean

import pytest

from passerelle.exchange.evaluation.experts.history import Answer, Question, history
from passerelle.exchange.evaluation.experts.tables import figures
from passerelle.exchange.evaluation.experts.ways import WAYS
from passerelle.science.retrieval import paired_bootstrap

SHARED = Path(__file__).parents[7] / "shared" / "data" / "se-french-meta"
START = datetime(2026, 1, 1, tzinfo=UTC)


def day(number):
    return START + timedelta(days=number)


BEFORE = [
    Question("ann", day(0), frozenset({"pumps"}), [Answer("ben", day(1), day(2)), Answer("cat", day(1))]),
    Question("ann", day(3), frozenset({"lamps"}), [Answer("cat", day(4)), Answer("dan", day(4), day(99))]),
    Question("ben", day(5), frozenset({"pumps", "seals"}), [Answer("cat", day(6)), Answer("ben", day(6), day(7))]),
]


def test_each_way_sees_what_was_there_and_nothing_later():
    asked = Question("ann", day(50), frozenset({"pumps"}))
    found = {name: way(asked, BEFORE) for name, way in WAYS.items()}
    # Of what Ben answered himself nothing counts; Dan's answer on lamps was accepted only afterwards.
    assert found == {
        "most active overall": ["cat", "ben", "dan"],
        "most active on topic": ["ben", "cat"],
        "suggested": ["ben", "cat"],
        "suggested, for a stable craft": ["ben", "cat"],
    }
    early = Question("ann", day(1), frozenset({"pumps"}))
    assert {name: way(early, BEFORE[:1]) for name, way in WAYS.items()} == {name: [] for name in WAYS}


def test_nobody_is_asked_their_own_question():
    asked = Question("cat", day(50), frozenset({"pumps"}))
    assert ["cat" in way(asked, BEFORE) for way in WAYS.values()] == [False] * 4


@pytest.mark.skipif(not SHARED.exists(), reason="shared data set se-french-meta is absent")
def test_on_a_public_site_ours_finds_no_fewer_and_asks_more_people():
    questions = history(SHARED)
    assert len(questions) > 250
    found = {name: figures(name, questions) for name in WAYS}
    means = {name: round(fmean(told.recall), 3) for name, told in found.items()}
    assert means == {
        "most active overall": 0.661,
        "most active on topic": 0.678,
        "suggested": 0.729,
        "suggested, for a stable craft": 0.78,
    }
    against = paired_bootstrap(found["suggested"].rank, found["most active overall"].rank)
    assert not against.is_clear
    assert len(found["suggested"].shown) > len(found["most active overall"].shown)
