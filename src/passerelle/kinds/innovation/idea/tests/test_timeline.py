"""Ideas along time: a bar for each state an idea was in, and the same as a table."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from django.urls import reverse

from cast.people import as_actor
from cast.world import bring
from passerelle.contributions import actions as contributions
from passerelle.kinds.innovation.idea.board import board
from passerelle.lib.clock import as_of
from passerelle.trail.actions import decide

START = datetime(2026, 1, 1, 9, tzinfo=UTC)


def test_bars_follow_the_life_of_each_idea(cast, places, visit, django_assert_max_num_queries):
    with as_of(START):
        old = bring("Old one", places.open, cast.ada, "idea", details={"problem": "Paper"})
        bring("Inside", places.secret, cast.ada, "idea", details={"problem": "Paper"})
    with as_of(START + timedelta(days=50)):
        contributions.make_move(old, "screen", by=as_actor(cast.sam))
        bring("Young one", places.open, cast.ada, "idea", details={"problem": "Paper"})
    with as_of(START + timedelta(days=75)):
        decide(old, "park", reason="So.", by=as_actor(cast.sam))
    with as_of(START + timedelta(days=100)):
        lines = board(as_actor(cast.otto), places.open, {"as": "timeline"})["timeline"].lines
        drawn = [(line.card.name, [(bar.state, bar.x, bar.width) for bar in line.bars], line.so_far) for line in lines]
        assert drawn == [
            ("Young one", [("submitted", 500, 500)], "for 50 days"),
            ("Old one", [("submitted", 0, 500), ("screened", 500, 250), ("parked", 750, 6)], ""),
        ]
        page = visit(cast.otto).get(reverse("idea_board", args=[places.open.pid]) + "?as=timeline").text
        assert "When each idea first came into each state" in page
        assert page.count("<tr>") == 3
        with django_assert_max_num_queries(20):
            board(as_actor(cast.otto), places.open, {"as": "timeline"})
