"""Seen at once, a trend may be two or two may be one: people are asked, and nothing moves before they say so."""

from __future__ import annotations

import pytest
from django.urls import reverse

from cast.people import as_actor
from cast.world import bring
from passerelle.contributions import actions as contributions
from passerelle.contributions.models import Contribution
from passerelle.journal.decision import Refused
from passerelle.kinds.innovation.trend import actions, reading
from passerelle.kinds.innovation.trend.models import Kept, Rethought
from passerelle.kinds.innovation.trend.rethinking import rethink
from passerelle.kinds.innovation.trend.tests.test_gathering import PLANTED


@pytest.fixture
def signals(cast, places):
    return [
        contributions.contribute(
            "signal", places.open, title="", text=text, details={"sort": "need"}, by=as_actor(cast.mia)
        )
        for text in PLANTED
    ]


@pytest.fixture
def trends(cast, places, signals):
    """Pumps together with carriers, and invoices in two."""
    made = {}
    for title, numbers in {"Pumps and carriers": (0, 1, 4, 5, 6), "Invoices": (2, 3), "Paper": (7,)}.items():
        made[title] = bring(title, places.open, cast.ada, "trend")
        for number in numbers:
            actions.gather(made[title], signals[number], by=as_actor(cast.ada))
    rethink()
    return made


def inside(actor, trend):
    return sorted(card.id for card in reading.page(actor, trend)["signals"])


def test_what_would_be_cut_otherwise_is_asked_of_those_who_answer(cast, trends, signals):
    ada, mia = as_actor(cast.ada), as_actor(cast.mia)
    pages = {title: reading.page(ada, trend) for title, trend in trends.items()}
    part = pages["Pumps and carriers"]["part"]
    assert sorted(card.id for card in part.signals) == [signals[5].pk, signals[6].pk]
    assert [[card.name for card in page["close"]] for page in pages.values()] == [[], ["Paper"], ["Invoices"]]
    assert reading.page(mia, trends["Pumps and carriers"])["part"] is None
    assert inside(ada, trends["Pumps and carriers"]) == [signals[number].pk for number in (0, 1, 4, 5, 6)]


def test_a_part_becomes_a_trend_of_its_own(cast, places, trends, signals, visit):
    address = reverse("trend_split", args=[trends["Pumps and carriers"].pid])
    assert "delivery slot missed" in visit(cast.ada).get(address).text
    chosen = [signals[5].pk, signals[6].pk]
    parts = [signals[5].pid, signals[6].pid]
    sent = {"title": "Carriers are late", "text": "Twice.", "community": places.open.pid, "signals": parts}
    assert visit(cast.mia).get(address).status_code == visit(cast.mia).post(address, sent).status_code == 403
    assert visit(cast.ada).post(address, sent).status_code == 302
    made = Contribution.objects.unscoped("a test").get(title="Carriers are late")
    ada = as_actor(cast.ada)
    assert inside(ada, made) == chosen
    assert inside(ada, trends["Pumps and carriers"]) == [signals[number].pk for number in (0, 1, 4)]
    rethink()
    assert "checked" not in visit(cast.ada).get(address).text.split('name="signals"', 1)[1].split("form__actions")[0]


def test_any_signals_become_a_trend_of_their_own_and_any_two_become_one(cast, places, trends, signals, visit):
    """By whoever answers for them, found on the page; of one signal nothing is split off."""
    ada, invoices, pumps = visit(cast.ada), trends["Invoices"], trends["Pumps and carriers"]
    split, absorb = reverse("trend_split", args=[invoices.pid]), reverse("trend_absorb", args=[invoices.pid])
    shown = {who: visit(who).get(invoices.get_absolute_url()).text for who in (cast.ada, cast.mia)}
    assert [[f'href="{way}"' in page for way in (split, absorb)] for page in shown.values()] == [
        [True] * 2,
        [False] * 2,
    ]
    sent = {"title": "By mail", "text": "Once.", "community": places.open.pid}
    assert ada.post(split, sent).status_code == 422
    assert ada.post(split, {**sent, "signals": [signals[0].pid]}).status_code == 422
    assert ada.post(split, {**sent, "signals": [signals[3].pid]}).status_code == 302
    assert inside(as_actor(cast.ada), invoices) == [signals[2].pk]
    assert "There are not two signals in this trend" in ada.get(split).text
    theirs = bring("Of somebody else", places.open, cast.mia, "trend")
    page = ada.get(absorb).text
    offered = [f'value="{one.pid}"' in page for one in (pumps, invoices, theirs)]
    assert (offered, "By mail" in page) == ([True, False, False], True)
    assert (ada.post(absorb).status_code, ada.post(absorb, {"trend": theirs.pid}).status_code) == (422, 403)
    assert visit(cast.mia).get(absorb).status_code == 403
    assert ada.post(absorb, {"trend": pumps.pid}).status_code == 302
    assert inside(as_actor(cast.ada), invoices) == sorted(signals[number].pk for number in (0, 1, 2, 4, 5, 6))


def test_two_become_one(cast, trends, signals, visit):
    ada = as_actor(cast.ada)
    with pytest.raises(Refused):
        actions.absorb(trends["Invoices"], trends["Paper"], by=as_actor(cast.mia))
    address = reverse("trend_absorb", args=[trends["Invoices"].pid])
    assert visit(cast.ada).post(address, {"trend": trends["Paper"].pid}).status_code == 302
    assert inside(ada, trends["Invoices"]) == [signals[number].pk for number in (2, 3, 7)]
    assert Contribution.objects.unscoped("a test").get(title="Paper").state == "over"
    assert reading.page(ada, trends["Invoices"])["close"] == []


def test_a_trend_is_not_made_one_with_itself(cast, trends, visit):
    paper = trends["Paper"]
    said = visit(cast.ada).post(reverse("trend_absorb", args=[paper.pid]), {"trend": paper.pid})
    assert (said.status_code, "A trend cannot be merged into itself: choose another one." in said.text) == (403, True)
    with pytest.raises(Refused):
        actions.keep(paper, other=paper, by=as_actor(cast.ada))
    assert (Contribution.objects.unscoped("a test").get(pk=paper.pk).state, Kept.objects.count()) == ("watched", 0)


def test_a_trend_that_is_over_takes_nothing_in(cast, trends, no_trace):
    paper, invoices = trends["Paper"], trends["Invoices"]
    contributions.make_move(paper, "end", by=as_actor(cast.ada))
    for one, other in ((paper, invoices), (invoices, paper)):
        with no_trace(), pytest.raises(Refused, match="“Paper” is over"):
            actions.absorb(one, other, by=as_actor(cast.ada))


def test_what_people_parted_stays_so(cast, trends, signals):
    actions.take_out(trends["Paper"], signals[7], by=as_actor(cast.ada))
    rethink()
    assert not Rethought.objects.filter(trend=trends["Invoices"]).exists()


def test_a_no_is_remembered_and_not_asked_again(cast, trends, signals, visit):
    pumps, invoices, paper = trends["Pumps and carriers"], trends["Invoices"], trends["Paper"]
    ada, address = as_actor(cast.ada), reverse("trend_keep", args=[pumps.pid])
    assert visit(cast.mia).post(address).status_code == 403
    assert visit(cast.ada).post(address).status_code == 302
    other = reverse("trend_keep", args=[invoices.pid])
    assert visit(cast.mia).post(other, {"trend": paper.pid}).status_code == 403
    for _twice in range(2):
        assert visit(cast.ada).post(other, {"trend": paper.pid}).status_code == 302
    rethink()
    pages = [reading.page(ada, trend) for trend in (pumps, invoices, paper)]
    assert [(page["part"], page["close"]) for page in pages] == [(None, [])] * 3
    assert Kept.objects.count() == 2
    Kept.objects.filter(other=None).update(
        signals=[signals[0].pk, signals[5].pk]
    )  # another part than the one that is asked
    assert reading.page(ada, pumps)["part"] is not None
