"""The library shows what a reader may see, counts nothing else, and costs the same however much there is."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cast.people import as_actor
from cast.world import bring, for_all
from passerelle.contributions.models import Contribution
from passerelle.kinds.article.article import actions
from passerelle.kinds.article.article.models import Article
from passerelle.kinds.article.article.reading import library
from passerelle.lib.clock import now
from passerelle.topics.finding import find_or_create

pytestmark = pytest.mark.both


def written(title, place, who, state="published", *, language="en", topics=(), **details):
    """An article as it stands after its life so far."""
    made = for_all(bring(title, place, who, "article", details=details, topics=list(topics)))
    Contribution.objects.filter(pk=made.pk).update(state=state, language=language)
    Article.objects.filter(pk=made.pk).update(confirmed_at=now() - timedelta(days=1))
    return made


@pytest.fixture
def shelf(cast, places):
    """One of each state in two communities, and a draft."""
    ovens = find_or_create(["Ovens"], "en")
    shelf = {
        "holds": written("Holds", places.open, cast.ada, genre="how-to", topics=ovens),
        "due": written("Due", places.closed, cast.mia, "due", genre="case", language="it"),
        "outdated": written("Outdated", places.closed, cast.mia, genre="case", topics=ovens),
        "retired": written("Retired", places.open, cast.ada, "retired", genre="faq"),
        "draft": bring("Draft", places.open, cast.ada, "article"),
    }
    actions.check(shelf["outdated"], holds=False, why="The ruler changed.", by=as_actor(cast.ada))
    return shelf


def read(who, community=None, **query):
    """Titles, and the facets as name → value → count."""
    told = library(as_actor(who), query, community)
    facets = {one.name: {str(words): count for _value, words, count in one.choices} for one in told["facets"]}
    return [card.title for card in told["page"]["cards"]], facets


def test_it_shows_and_counts_what_a_reader_may_see(cast, places, shelf):
    titles, facets = read(cast.sam)
    assert titles == ["Outdated", "Due", "Holds"]
    assert facets == {
        "topic": {"Ovens": 2},
        "genre": {"Case study": 2, "How-to": 1},
        "unit": {"Kitchens": 3},
        "language": {"English": 2, "Italian": 1},
        "holds": {"Confirmed in the last six months": 1, "Due for review": 1, "Called outdated": 1, "Retired": 1},
    }
    outside = {"genre": {"How-to": 1}, "topic": {"Ovens": 1}, "language": {"English": 1}}
    titles, facets = read(cast.otto)
    assert (titles, {name: facets[name] for name in outside}) == (["Holds"], outside)
    assert facets["holds"] == {"Confirmed in the last six months": 1, "Retired": 1}
    assert [read(who) for who in (cast.gwen, cast.gil)] == [([], {})] * 2
    assert read(cast.sam, places.closed)[0] == ["Outdated", "Due"]


def test_it_is_narrowed_by_each_and_by_several(cast, places, shelf):
    topic = shelf["holds"].topics.get().pid
    ways = {
        "topic": (topic, ["Outdated", "Holds"]),
        "genre": ("case", ["Outdated", "Due"]),
        "unit": (cast.ada.unit.pid, ["Outdated", "Due", "Holds"]),
        "language": ("it", ["Due"]),
    }
    for name, (value, titles) in ways.items():
        assert read(cast.sam, **{name: value})[0] == titles
    states = {"lately": ["Holds"], "due": ["Due"], "outdated": ["Outdated"], "retired": ["Retired"]}
    assert {one: read(cast.sam, holds=one)[0] for one in states} == states
    titles, facets = read(cast.sam, topic=topic, genre="case")
    assert (titles, facets["genre"], facets["topic"]) == (["Outdated"], {"Case study": 1, "How-to": 1}, {"Ovens": 1})
    assert read(cast.sam, genre="no such\0thing")[0] == []


def test_what_is_told_in_several_languages_counts_once(cast, places):
    """But in each language it is told in; where the reader's version is not among what was narrowed, another one stands for it."""
    ovens = find_or_create(["Ovens"], "en")
    original = written("Ovens", places.open, cast.ada, genre="case", topics=ovens, language="en")
    for language, who in (("fr", cast.sam), ("it", cast.mia), ("de", cast.sam)):
        version = written(f"Ovens {language}", places.open, who, genre="case", topics=ovens, language=language)
        Article.objects.filter(pk=version.pk).update(translation_of=original)
    titles, facets = read(cast.otto)
    assert titles == ["Ovens"]
    assert facets == {
        "topic": {"Ovens": 1},
        "genre": {"Case study": 1},
        "unit": {cast.ada.unit.name: 1, cast.sam.unit.name: 1},
        "language": {"English": 1, "French": 1, "German": 1, "Italian": 1},
        "holds": {"Confirmed in the last six months": 1},
    }
    assert read(cast.otto, unit=cast.sam.unit.pid)[0] == ["Ovens fr"]
    assert read(cast.otto, language="it")[0] == ["Ovens it"]


def test_what_was_used_comes_first_as_far_as_one_may_know(cast, places, shelf):
    for who in (cast.ada, cast.sam):
        actions.report_use(shelf["due"], context="Milan", effect="", number=None, measure="", by=as_actor(who))
    actions.report_use(shelf["holds"], context="Lille", effect="", number=None, measure="", by=as_actor(cast.sam))
    assert read(cast.mia, sort="used")[0] == ["Due", "Holds", "Outdated"]


def test_the_pages_of_a_handbook_come_in_reading_order(cast, places):
    first, second, third = (written(one, places.open, cast.ada) for one in ("First", "Second", "Third"))
    for page in (third, second):
        actions.place(page, under=first, number=None, by=as_actor(cast.ada))
    told = library(as_actor(cast.mia), {"handbook": first.pid})
    assert ([card.title for card in told["page"]["cards"]], told["sort"]) == (["First", "Third", "Second"], "reading")
    newest = library(as_actor(cast.mia), {"handbook": first.pid, "sort": "newest"})
    assert [card.title for card in newest["page"]["cards"]] == ["Third", "Second", "First"]


def test_its_pages_say_what_is_there_and_cost_the_same_however_much(cast, places, shelf, visit):
    address, browser = reverse("article_library"), visit(cast.mia)
    counts = []
    for more in (0, 22):
        for number in range(more):
            written(f"Number {number}", places.open, cast.ada, genre="how-to")
        browser.get(address)
        with CaptureQueriesContext(connection) as asked:
            page = browser.get(address).text
        counts.append(len(asked))
    assert counts[0] == counts[1]
    assert ("25 articles" in page, "Page 1 of 2" in page, "page=2" in page) == (True, True, True)
    last = browser.get(address, {"page": "2"}).text
    assert (">Holds<" in last, "Next page" in last, browser.get(address, {"page": "9" * 30}).status_code) == (
        True, False, 200,
    )  # fmt: skip
    nothing = browser.get(address, {"genre": "strategy"}).text
    assert ("No article is like this" in nothing, "Take away a filter" in nothing) == (True, True)
    assert "No articles yet" in visit(cast.gil).get(address).text
    of_one = reverse("article_community_library", args=[places.closed.pid])
    assert [visit(who).get(of_one).status_code for who in (cast.mia, cast.otto, cast.gil)] == [200, 404, 404]
    home = browser.get(places.closed.get_absolute_url()).text
    assert (of_one in home, f'href="{address}"' in home) == (True, True)
