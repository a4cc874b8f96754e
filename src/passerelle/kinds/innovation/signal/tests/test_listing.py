"""All signals of a community, narrowed by what they are, where they were heard and what became of them."""

from __future__ import annotations

import pytest
from django.urls import reverse
from lxml.html import document_fromstring

from cast.people import as_actor
from cast.world import bring
from passerelle.contributions import actions
from passerelle.kinds.innovation.signal.listing import PAGE, listing
from passerelle.people.models import Site

pytestmark = pytest.mark.both

QUERIES = 6


@pytest.fixture
def signals(cast, places):
    lille, lyon = Site.objects.order_by("slug")

    def one(title, **details):
        return bring(title, places.open, cast.ada, "signal", details=details)

    made = [
        one("Cable", sort="objection", site=lille),
        one("Lamp", sort="praise", site=lyon),
        one("Oven", sort="objection", site=lyon),
        one("Cold", sort="need"),
    ]
    actions.make_move(made[2], "hear", by=as_actor(cast.sam))
    actions.withdraw(one("Never mind", sort="need").body, by=as_actor(cast.ada))
    return made


def titles(who, community, **query):
    return [card.name for card in listing(as_actor(who), community, query)["page"]["cards"]]


def test_each_filter_narrows_and_all_of_them_together(cast, places, signals):
    lyon = Site.objects.get(slug="lyon")
    mia, here = cast.mia, places.open
    assert titles(mia, here) == ["Cold", "Oven", "Lamp", "Cable"]
    assert titles(mia, here, sort="objection") == ["Oven", "Cable"]
    assert titles(mia, here, site=lyon.pid) == ["Oven", "Lamp"]
    assert titles(mia, here, state="raised", site=lyon.pid) == ["Lamp"]
    assert titles(mia, here, sort="objection", site=lyon.pid, state="heard") == ["Oven"]
    assert titles(mia, here, sort="no-such", site="\0", state="0", cursor="\0") == ["Cold", "Oven", "Lamp", "Cable"]
    assert titles(mia, places.closed) == []


def test_sites_are_for_staff_and_only_those_where_something_was_heard(cast, places, signals):
    assert [name for _pid, name in listing(as_actor(cast.mia), places.open, {})["choices"]["site"]] == ["Lille", "Lyon"]
    made = bring("Shared", places.shared, cast.ada, "signal", details={"sort": "need", "site": cast.ada.site})
    found = listing(as_actor(cast.gwen), places.shared, {"site": cast.ada.site.pid})
    assert ([card.name for card in found["page"]["cards"]], found["choices"]["site"]) == ([made.title], [])


def test_the_page_keeps_what_was_chosen_and_is_for_readers(cast, places, signals, visit):
    address = reverse("signal_list", args=[places.open.pid])
    page = visit(cast.mia).get(address, {"sort": "objection"})
    chosen = document_fromstring(page.content).xpath("//select[@name='sort']/option[@selected]/@value")
    assert (chosen, "Cable" in page.text, "Lamp" in page.text) == (["objection"], True, False)
    assert "shared here" not in page.text
    assert address in visit(cast.mia).get(signals[0].get_absolute_url()).text
    assert [visit(who).get(address).status_code for who in (cast.otto, cast.gwen)] == [200, 404]
    assert "No signal is like this" in visit(cast.mia).get(address, {"sort": "competitor"}).text


def test_it_goes_on_page_by_page_and_costs_the_same_however_many(cast, places, signals, django_assert_num_queries):
    mia = as_actor(cast.mia)
    listing(mia, places.open, {})
    with django_assert_num_queries(QUERIES):
        listing(mia, places.open, {})
    for number in range(PAGE):
        bring(f"More {number}", places.open, cast.ada, "signal", details={"sort": "need", "site": cast.ada.site})
    with django_assert_num_queries(QUERIES):
        first = listing(mia, places.open, {})["page"]
    assert len(first["cards"]) == PAGE
    rest = listing(mia, places.open, {"cursor": first["next_cursor"]})["page"]
    assert ([card.name for card in rest["cards"]], rest["next_cursor"]) == (["Cold", "Oven", "Lamp", "Cable"], "")
