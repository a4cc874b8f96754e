"""How ideas fare: by cohorts of those old enough, with intervals, and nothing said of too few."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from django.urls import reverse

from cast.people import as_actor
from cast.world import bring
from passerelle.contributions import actions as contributions
from passerelle.contributions.models import Contribution
from passerelle.kinds.innovation.idea.board import board
from passerelle.kinds.innovation.idea.figures import Life, told

TODAY = datetime(2026, 11, 30, tzinfo=UTC)


def life(age, **steps):
    began = TODAY - timedelta(days=age)
    return Life(began, {state: began + timedelta(days=days) for state, days in steps.items()})


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
    assert figures["median"] == 1


def test_of_too_few_nothing_is_said():
    figures = told([life(100, screened=5)] * 19, TODAY)
    assert (set(shares(figures).values()), figures["enough"], figures["median"]) == ({None}, False, None)
    assert told([], TODAY)["enough"] is False


def test_those_who_still_wait_make_the_median_longer():
    figures = told([life(100, screened=10)] * 8 + [life(100)] * 12, TODAY)
    assert (figures["enough"], figures["median"]) == (True, None)


def test_the_page_reads_the_journal_and_says_when_it_cannot_tell(cast, places, visit):
    idea = bring("Slips", places.open, cast.ada, "idea")
    Contribution.objects.filter(pk=idea.pk).update(created_at=idea.created_at - timedelta(days=100))
    contributions.make_move(idea, "screen", by=as_actor(cast.sam))
    fare = board(as_actor(cast.otto), places.open, {"as": "figures"})["fare"]
    assert (fare["enough"], shares(fare)["Looked at"]) == (False, None)
    page = visit(cast.otto).get(reverse("idea_board", args=[places.open.pid]) + "?as=figures").text
    assert "Too few ideas to tell: it takes 20." in page
    assert "can’t tell" in page
