"""How ideas fare: by cohorts of those old enough, with intervals, and nothing said of too few."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse

from cast.people import as_actor
from cast.world import bring
from passerelle.contributions import actions as contributions
from passerelle.contributions.models import Contribution
from passerelle.kinds.innovation.idea.board import board
from passerelle.kinds.innovation.idea.figures import told
from passerelle.kinds.innovation.idea.lives import Life
from passerelle.science.tests.vectors import VECTORS

pytestmark = pytest.mark.both

TODAY = datetime(2026, 11, 30, tzinfo=UTC)


def life(age, **steps):
    began = TODAY - timedelta(days=age)
    return Life(began, [(state, began + timedelta(days=days)) for state, days in steps.items()])


def shares(figures):
    return {fate.label: (fate.told.reached, fate.told.of) if fate.told else None for fate in figures["fates"]}


def test_only_those_old_enough_count_and_what_took_longer_does_not():
    old = [life(100, screened=5, implemented=80)] * 12 + [life(100, screened=95)] * 4 + [life(120, closed=10)] * 4
    young = [life(10, screened=1)] * 50
    figures = told([*old, *young], TODAY)
    assert shares(figures) == {
        "Looked at": (12, 20),
        "Being explored": (0, 20),
        "Being tried": (0, 20),
        "Implemented": (12, 20),
        "Parked or Closed": (4, 20),
    }
    assert round(figures["fates"][0].told.low, 6) == 0.386582


def test_of_too_few_nothing_is_said():
    figures = told([life(100, screened=5)] * 9, TODAY)
    assert (set(shares(figures).values()), figures["latency"].enough, figures["incidence"]) == ({None}, False, None)
    assert told([], TODAY)["latency"].enough is False


def test_every_wait_for_a_decision_counts_also_those_that_last():
    lives = [
        *[life(100, screened=10, exploring=12, implemented=52)] * 10,
        *[life(100, screened=30)] * 10,
        life(100, parked=100, screened=100),
    ]
    figures = told(lives, TODAY)
    rows = [(one.of, one.waiting, one.enough, one.median) for one in figures["latencies"]]
    # Of the 21 that were looked at ten wait for 70 days, and one came back today; ten explored are too few to tell.
    assert rows == [(21, 0, True, 30), (21, 11, True, 2), (10, 0, False, None)]
    whole = figures["latency"]
    assert (whole.of, whole.waiting, whole.median, whole.low, whole.high) == (52, 11, 30, 10, 40)


def test_ends_rule_each_other_out_as_in_the_vector():
    vector = VECTORS["aalen_johansen"]
    ends = zip(vector["t"], vector["causes"], strict=True)
    few = [life(days, **({cause: days} if cause else {})) for days, cause in ends]
    lives = few * (40 // len(few) + 1)
    # whoever ended is watched to the end: the age of an idea that is settled is not the time it took
    for one in lives:
        if one.moves:
            one.began -= timedelta(days=400)
            one.moves = [(state, at - timedelta(days=400)) for state, at in one.moves]
    picture = told(lives, TODAY)["incidence"]
    at = [index for index, day in enumerate(vector["at"]) if day in [row.days for row in picture.rows]]
    implemented = {row.days: round(row.shares[0], 9) for row in picture.rows}
    assert all(implemented[vector["at"][index]] == round(vector["implemented"][index], 9) for index in at)
    assert [band.slug for band in picture.bands] == ["implemented", "closed"]
    for row in picture.rows:
        assert round(sum(row.shares) + row.open, 9) == 1


def test_the_page_reads_the_journal_and_says_when_it_cannot_tell(cast, places, visit):
    idea = bring("Slips", places.open, cast.ada, "idea")
    Contribution.objects.filter(pk=idea.pk).update(created_at=idea.created_at - timedelta(days=100))
    contributions.make_move(idea, "screen", by=as_actor(cast.sam))
    fare = board(as_actor(cast.otto), places.open, {"as": "figures"})["fare"]
    assert (fare["latency"].enough, shares(fare)["Looked at"]) == (False, None)
    page = visit(cast.otto).get(reverse("idea_board", args=[places.open.pid]) + "?as=figures").text
    assert "Too few ideas to tell: it takes 20." in page
    assert "can’t tell" in page
