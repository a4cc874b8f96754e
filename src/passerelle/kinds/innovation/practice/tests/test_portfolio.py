"""All practices of a community beside all sites: how each stands at each, for whom."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from lxml.html import document_fromstring

from cast.people import as_actor
from cast.world import bring
from passerelle.contributions.models import Contribution
from passerelle.kinds.innovation.practice.actions import answer, appoint, give_up, offer, take_into_use
from passerelle.kinds.innovation.practice.models import Adoption, Practice
from passerelle.kinds.innovation.practice.portfolio import page as portfolio_page
from passerelle.kinds.innovation.practice.tests.asking import SOON, TOLD, fresh, open_practice, today
from passerelle.lib.clock import now
from passerelle.people.models import Person, Site
from passerelle.topics.finding import find_or_create

pytestmark = pytest.mark.both


def late():
    """Of whoever did not answer, the day is over."""
    Adoption.objects.filter(stage="considering").update(due_at=now() - timedelta(days=6))


def cells(client, community, query=""):
    """What each practice says of each site, in words, as a screen reader would."""
    answered = client.get(reverse("practice_portfolio", args=[community.pid]) + query)
    assert answered.status_code == 200
    page = document_fromstring(answered.content)
    sites = [one.text_content().split(" · ")[0] for one in page.xpath("//thead//th[position() > 1]")]
    return {
        row.xpath("string(th/a)"): dict(
            zip(sites, (one.text_content().strip() for one in row.xpath("td")), strict=True)
        )
        for row in page.xpath("//tbody/tr")
    }


def letters(client, community, query="?"):
    """The same, from the letters that a script draws the places in sight from."""
    told = client.get(reverse("practice_portfolio", args=[community.pid]) + query + "&as=cells").json()
    names = dict(Contribution.objects.unscoped("a test").values_list("pid", "title"))
    sites = [one.split(" · ")[0] for one in told["sites"]]
    return {
        names[pid]: dict(zip(sites, (told["words"].get(letter, "") for letter in line), strict=True))
        for pid, line in told["practices"].items()
    }


def stages(cast, practice, sites, who):
    """At the first in use, at the second given up, at the third not answered in time."""
    offer(practice, sites, today() + SOON, by=as_actor(cast.ada))
    first, second, _third = Adoption.objects.filter(practice_id=practice.pk).order_by("pk")
    for one in (first, second):
        take_into_use(answer(one, "adopt", by=who, seen=0), today(), by=who)
    give_up(second, what="Too slow", kept="", advice="", by=who)


def test_each_practice_says_how_it_stands_at_each_site(cast, places, practice, sites, visit):
    stages(cast, practice, sites, as_actor(cast.sam))
    late()
    told = {who: cells(visit(getattr(cast, who)), places.open) for who in ("sam", "mia", "otto")}
    row = {"Lille": "", "Lyon": "", "Turin": "In use", "Milan": "Given up", "Austin": "An answer is overdue"}
    assert told["sam"] == {"Hem at the till": row}
    assert told["mia"] == told["otto"] == {"Hem at the till": row | {"Austin": "Being considered"}}


@pytest.mark.parametrize(
    ("said", "more", "word"),
    [
        ("adapt", {"adapted": "Other thread"}, "Being introduced"),
        ("hold", {"why": "no_time", "hold_until": 30}, "On hold"),
        ("no", {"why": "other_way"}, "Not for them"),
    ],
)
def test_an_answer_has_its_word_and_its_sign(cast, places, asked, visit, said, more, word):
    more = {key: today() + timedelta(days=value) if key == "hold_until" else value for key, value in more.items()}
    answer(asked, said, by=as_actor(cast.mia), seen=0, **more)
    assert cells(visit(cast.mia), places.open)["Hem at the till"]["Turin"] == word


def test_where_it_was_tried_is_no_gap_and_a_retired_one_calls_nobody_late(cast, places, asked, practice, sites, visit):
    Practice.objects.filter(pk=practice.pk).update(site=sites[1])
    Contribution.objects.filter(pk=practice.pk).update(state="retired")
    browser = visit(cast.sam)
    assert cells(browser, places.open) == {}
    late()
    row = cells(browser, places.open, "?state=retired")["Hem at the till"]
    assert (row["Milan"], row["Turin"]) == ("Where it was tried first", "Being considered")


def test_partners_see_the_sites_they_answer_for_and_outsiders_no_page(cast, places, sites, visit):
    made = open_practice(places.shared, cast.ada)
    offer(made, sites, today() + SOON, by=as_actor(cast.ada))
    page = reverse("practice_portfolio", args=[places.shared.pid])
    assert "Turin" not in visit(cast.gwen).get(page).text
    Site.objects.filter(pk=sites[0].pk).update(organisation=cast.gwen.organisation)
    sites[0].refresh_from_db()
    appoint(places.shared, sites[0], person=cast.gwen, by=as_actor(cast.sam))
    row = {"Hem at the till": {"Turin": "Being considered"}}
    assert cells(visit(cast.gwen), places.shared) == row
    assert cells(visit(cast.gwen), places.shared, "?country=FR&unit=x") == row
    assert letters(visit(cast.gwen), places.shared) == letters(visit(cast.gwen), places.shared, "?country=FR") == row
    nowhere = reverse("practice_portfolio", args=["nowhere00000"])
    for who in (cast.otto, cast.gil):
        for query in ("", "?as=cells"):
            hidden, missing = (visit(who).get(address + query) for address in (page, nowhere))
            assert (hidden.status_code, hidden.headers["Content-Type"]) == (404, missing.headers["Content-Type"])
            assert missing.status_code == 404


def test_it_is_narrowed_by_what_one_looks_for(cast, places, practice, sites, visit):
    other = bring("Soup of the day", places.open, cast.ada, "practice", details=TOLD | {"grade": "D"})
    fresh(other).topics.set(find_or_create(["Lunch"], "en"))
    Person.objects.filter(pk=cast.otto.pk).update(site=sites[2])
    stages(cast, practice, sites, as_actor(cast.sam))
    browser = visit(cast.sam)
    topic, unit = fresh(other).topics.get().pid, Person.objects.get(pk=cast.otto.pk).unit.pid

    def shown(query):
        told = cells(browser, places.open, query)
        return list(told), sorted(next(iter(told.values()), {}))

    everywhere = ["Austin", "Lille", "Lyon", "Milan", "Turin"]
    both = ["Hem at the till", "Soup of the day"]
    assert shown("") == shown("?state=nonsense&unit=%00&page=999999&sites=all") == (both, everywhere)
    assert shown("?q=soUP") == shown(f"?topic={topic}") == shown("?grade=D") == (both[1:], everywhere)
    assert shown("?state=current&country=IT") == (both[:1], ["Milan", "Turin"])
    Site.objects.filter(pk=sites[0].pk).update(type="Shop")
    Site.objects.filter(pk=sites[2].pk).update(organisation=cast.gwen.organisation)
    assert shown("?type=Shop") == (both, ["Turin"])
    assert shown("?country=US") == ([], [])
    Site.objects.filter(pk=sites[2].pk).update(organisation=None)
    assert shown("?cell=d") == (both[:1], ["Milan"])
    assert shown("?cell=-&country=IT") == (both[1:], ["Milan", "Turin"])
    assert shown(f"?unit={unit}") == (both, ["Austin", "Lyon"])
    assert shown("?order=name&q=zzz") == ([], [])
    assert shown("?order=newest")[0] == shown("?order=effect&q=soup")[0] + both[:1]


def test_by_country_it_counts(cast, places, practice, sites, visit):
    stages(cast, practice, sites, as_actor(cast.sam))
    assert cells(visit(cast.mia), places.open, "?by=country") == {
        "Hem at the till": {"France": "0/2", "Italy": "1/2", "United States": "0/1"}
    }


def test_many_sites_come_a_few_at_a_time(cast, places, practice, sites, visit, monkeypatch):
    monkeypatch.setattr(portfolio_page, "WIDE", 2)
    browser = visit(cast.mia)
    seen = [list(cells(browser, places.open, f"?page={page}")["Hem at the till"]) for page in (1, 2, 3, 4)]
    assert seen == [["Lille", "Lyon"], ["Milan", "Turin"], ["Austin"], ["Austin"]]
    assert len(cells(browser, places.open, "?sites=all")["Hem at the till"]) == 5


def test_letters_say_the_same_as_the_page_and_stand_by_where_there_are_more_sites(
    cast, places, practice, sites, visit, monkeypatch
):
    stages(cast, practice, sites, as_actor(cast.sam))
    late()
    narrowed = (
        "?",
        "?country=IT",
        "?cell=d",
        "?cell=o",
        "?cell=-",
        "?q=nothing",
        "?state=retired",
        "?page=2&order=name",
    )
    for who in (cast.sam, cast.mia, cast.otto):
        browser = visit(who)
        for query in narrowed:
            assert letters(browser, places.open, query) == cells(browser, places.open, query), (who, query)
    monkeypatch.setattr(portfolio_page, "WIDE", 2)
    page, browser = reverse("practice_portfolio", args=[places.open.pid]), visit(cast.mia)
    found = {}
    for query in ("?country=IT", "?q=hem&page=2", "?sites=all", "?by=country"):
        table = document_fromstring(browser.get(page + query).content).xpath("//table")[0]
        found[query] = table.get("data-cells"), table.get("data-first")
    assert found == {
        "?country=IT": (None, None),
        "?q=hem&page=2": (f"{page}?q=hem&as=cells", "3"),
        "?sites=all": (None, None),
        "?by=country": (None, None),
    }


@pytest.mark.parametrize("query", ["", "?as=cells"])
def test_it_costs_the_same_however_many_there_are_and_writes_nothing(
    cast, places, practice, sites, visit, writes, query
):
    browser, address = visit(cast.sam), reverse("practice_portfolio", args=[places.open.pid]) + query
    browser.get(address)
    with CaptureQueriesContext(connection) as few:
        browser.get(address)
    for name in ("Soup", "Bread"):
        made = bring(name, places.open, cast.ada, "practice", details=TOLD)
        Contribution.objects.filter(pk=made.pk).update(state="current")
        offer(fresh(made), sites, today() + SOON, by=as_actor(cast.ada))
    Site.objects.create(slug="rome", name="Rome", country="IT")
    with writes() as written, CaptureQueriesContext(connection) as many:
        browser.get(address)
    assert (len(many), written) == (len(few), [])


def test_names_are_words_and_the_way_there_stands_beside_the_feed(cast, places, practice, sites, visit):
    Contribution.objects.filter(pk=practice.pk).update(title="<b>Hem</b>")
    Site.objects.filter(pk=sites[0].pk).update(name="<i>Turin</i>")
    text = visit(cast.mia).get(reverse("practice_portfolio", args=[places.open.pid])).text
    assert "&lt;b&gt;Hem" in text
    assert "&lt;i&gt;Turin" in text
    assert not re.search("<[bi]>(Hem|Turin)", text)
    home = visit(cast.mia).get(places.open.get_absolute_url()).text
    assert reverse("practice_portfolio", args=[places.open.pid]) in home
    assert 'Practices and sites <span class="way__count">1</span>' in home
