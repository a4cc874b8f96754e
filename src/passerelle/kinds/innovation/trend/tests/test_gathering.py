"""Passerelle proposes where signals belong, says why, and never puts, moves or names anything itself."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from cast.people import as_actor
from cast.world import bring
from passerelle.contributions import actions as contributions
from passerelle.contributions.models import Contribution
from passerelle.kinds.innovation.trend import actions, gathering, reading
from passerelle.kinds.innovation.trend.board import board, groups
from passerelle.kinds.innovation.trend.models import Placing
from passerelle.lib.clock import now
from passerelle.trail.models import Link

PLANTED = (
    "pump seal leaking on line 3",
    "leak at pump seal again",
    "customer asks for digital invoice",
    "invoice format rejected by customer",
    "pump vibration after seal change",
    "delivery slot missed by carrier",
    "carrier late missed delivery",
    "digital invoice requested",
)


@pytest.fixture
def signals(cast, places):
    """The planted ones, a day apart; what is named first is heard first."""

    def one(number, text, place=places.open):
        at = now() - timedelta(days=20 - number)
        return contributions.contribute(
            "signal", place, title="", text=text, details={"sort": "need"}, by=as_actor(cast.mia), at=at
        )

    return [one(number, text) for number, text in enumerate(PLANTED)]


def proposals():
    links = Link.objects.unscoped("a test").order_by("id")
    return list(links.values_list("later_id", "earlier_id", "status", "source"))


def told(found, signals):
    numbers = {signal.pk: number for number, signal in enumerate(signals)}
    return [([numbers[card.id] for card in reversed(group.signals)], group.words) for group in found]


def test_planted_groups_are_found_and_wait_for_a_name(cast, signals):
    assert gathering.propose() == 0
    assert told(groups(as_actor(cast.ada)), signals) == [
        ([0, 1, 4], ("pump", "seal", "leak")),
        ([2, 3, 7], ("invoice", "customer", "digital")),
    ]
    assert proposals() == []
    before = list(Placing.objects.order_by("pk").values())
    gathering.propose()
    assert list(Placing.objects.order_by("pk").values()) == before


def test_a_group_gets_its_name_from_a_person(cast, places, signals, visit):
    gathering.propose()
    ada, address = visit(cast.ada), reverse("trend_name", args=[signals[0].pid])
    assert address in ada.get(reverse("trend_board")).text
    assert "pump, seal, leak" in ada.get(address).text
    assert ada.post(address, {"title": ""}).status_code == 422
    sent = {
        "title": "Pumps leak",
        "text": "Again.",
        "community": places.open.pid,
        "signals": [s.pid for s in signals[:2]],
    }
    assert ada.post(address, sent).status_code == 302
    trend = Contribution.objects.unscoped("a test").get(title="Pumps leak")
    assert proposals() == [(trend.pk, signal.pk, "confirmed", "human") for signal in signals[:2]]
    assert gathering.propose() == 1
    assert proposals()[2:] == [(trend.pk, signals[4].pk, "proposed", "system")]
    assert [row.card.name for row in board(as_actor(cast.mia))["rows"]] == ["Pumps leak"]


def test_a_proposal_says_why_and_what_people_parted_is_not_proposed_again(cast, places, signals):
    trend, ada = bring("Pumps", places.open, cast.ada, "trend"), as_actor(cast.ada)
    for signal in signals[:2]:
        actions.gather(trend, signal, by=ada)
    assert (gathering.propose(), gathering.propose()) == (1, 0)
    page = reading.page(ada, trend)
    why = page["reasons"][signals[4].pk]
    assert [card.id for card in page["proposed"]] == [signals[4].pk]
    assert (why["words"], [card.id for card in why["nearest"]]) == (["pump", "seal"], [signals[0].pk, signals[1].pk])
    actions.take_out(trend, signals[4], by=ada)
    assert gathering.propose() == 0
    assert proposals()[2:] == [(trend.pk, signals[4].pk, "tombstoned", "system")]


def test_what_few_may_read_is_grouped_with_what_they_may_read(cast, places, signals):
    """A remark of a closed community is proposed to no trend elsewhere, and tells nobody outside that it is there."""
    inside = bring("pump seal leaking", places.closed, cast.ada, "signal", details={"sort": "need"})
    trend = bring("Pumps", places.open, cast.ada, "trend")
    actions.gather(trend, signals[0], by=as_actor(cast.ada))
    gathering.propose()
    assert inside.pk not in [earlier for _, earlier, _, _ in proposals()]
    assert not Placing.objects.filter(pk=inside.pk).exists()
    assert groups(as_actor(cast.gwen)) == []


def test_the_board_costs_the_same_however_much_rises(cast, places, signals, django_assert_num_queries):
    trends = [bring(f"T{number}", places.open, cast.ada, "trend") for number in range(3)]
    actions.gather(trends[0], signals[0], by=as_actor(cast.ada))
    gathering.propose()
    board(as_actor(cast.ada))
    with django_assert_num_queries(17):
        board(as_actor(cast.ada))
    for trend, signal in zip(trends, signals[5:], strict=True):
        actions.gather(trend, signal, by=as_actor(cast.ada))
    with django_assert_num_queries(17):
        assert len(board(as_actor(cast.ada))["rows"]) == 3


def test_a_trend_seen_by_its_card_is_offered_without_the_name_of_where_it_lives(cast, places):
    trend = bring("Seals leak", places.secret, cast.ada, "trend")
    contributions.share(trend, places.open, by=as_actor(cast.ada))
    assert reading.trends_to_choose(as_actor(cast.ada)) == [(trend.pid, "Seals leak · Secret vault")]
    assert reading.trends_to_choose(as_actor(cast.otto)) == [(trend.pid, "Seals leak")]
