"""What is said of an article stands with all its versions, for those who may read where it was said."""

from __future__ import annotations

import pytest
from django.urls import reverse

from cast.people import as_actor
from cast.world import for_all
from passerelle.contributions.actions import contribute, make_move, move_home, reply
from passerelle.kinds.article.article import actions
from passerelle.kinds.article.article.models import Check, Use
from passerelle.kinds.article.article.reading import library
from passerelle.kinds.article.article.tests.test_translations import fresh, translated, written
from passerelle.lib.clock import now
from passerelle.trail.actions import trace
from passerelle.trail.models import Relation
from passerelle.work.worker import run_all

USED = {"context": "The shop in Milan", "effect": "", "number": None, "measure": ""}


@pytest.fixture
def english(cast, places):
    return written(places.open, cast.ada)


def test_what_is_said_of_one_version_stands_with_all_of_them(cast, places, english, visit):
    """A reader in Lyon sees of the French version what came of the Italian one; of an original she may not read, nothing."""
    french = translated(english, "fr", "Mesurer les rideaux", cast.ada)
    actions.report_use(french, **USED, by=as_actor(cast.mia))
    actions.check(french, holds=False, why="The till is gone.", by=as_actor(cast.mia))
    reply(english, text="It worked in Turin as well.", by=as_actor(cast.sam))
    actions.appoint(english, owner=cast.sam, reviewer=None, co_author=None, drop=[], by=as_actor(cast.ada))
    said = [row.article_id for row in (*Use.objects.all(), *Check.objects.all())]
    run_all()
    facts = [{name: fresh(one).facts[name] for name in ("uses", "doubted")} for one in (english, french)]
    assert {
        card.title for card in library(as_actor(cast.mia), {"holds": "outdated", "language": "fr"})["page"]["cards"]
    } == {"Mesurer les rideaux"}
    assert (said, facts) == ([english.pk] * 2, [{"uses": 1, "doubted": True}] * 2)
    otto, address = visit(cast.otto), french.get_absolute_url()
    page = otto.get(address).text
    told = (
        "The shop in Milan",
        "The till is gone.",
        "Called outdated",
        "1 reply stands with the original",
        "Sam Orsel",
    )
    assert [words for words in told if words not in page] == []
    assert otto.post(reverse("article_use_confirm", args=[french.pid, cast.mia.pid])).status_code == 302
    make_move(english, "keep", by=as_actor(cast.sam))
    actions.report_use(english, **{**USED, "context": "Turin"}, by=as_actor(cast.mia))
    run_all()
    assert [(one.facts["uses"], one.facts["doubted"]) for one in map(fresh, (english, french))] == [(1, False)] * 2
    assert fresh(french).facts["confirmed_on"] == fresh(english).facts["confirmed_on"] == f"{now():%Y-%m-%d}"
    page = visit(cast.mia).get(address).text
    assert [words in page for words in ("Turin", "last confirmed on", "Take it back")] == [True] * 3
    visit(cast.mia).post(reverse("article_use_take_back", args=[french.pid]))
    assert Use.objects.count() == 0
    actions.report_use(english, **USED, by=as_actor(cast.mia))
    move_home(english, places.secret, by=as_actor("system"))
    run_all()
    page = otto.get(address).text
    assert [
        words in page for words in ("The shop in Milan", "The till is gone.", "with the original", english.pid)
    ] == ([False] * 4)
    assert (fresh(french).facts["uses"], fresh(french).facts["confirmed_on"]) == (0, None)
    actions.report_use(french, **USED, by=as_actor(cast.otto))
    assert Use.objects.get(person=cast.otto).article_id == french.pk


def test_that_a_translation_appears_confirms_nothing(cast, english):
    actions.check(english, holds=False, why="The till is gone.", by=as_actor(cast.mia))
    italian = actions.translate(english, language="it", title="Tende", by=as_actor(cast.ada))
    make_move(italian, "submit", by=as_actor(cast.ada))
    make_move(italian, "publish", by=as_actor(cast.sam))
    run_all()
    assert [(one.facts["doubted"], one.facts["confirmed_on"]) for one in map(fresh, (english, italian))] == (
        [(True, None)] * 2
    )


def test_a_translation_shows_the_trail_of_its_original(cast, places, english, visit):
    french = translated(english, "fr", "Mesurer les rideaux", cast.ada)
    other = for_all(contribute("update", places.open, title="What it came from", text="x", by=as_actor(cast.ada)))
    trace(english, other, Relation.DERIVED_FROM)
    assert other.get_absolute_url() in visit(cast.mia).get(french.get_absolute_url()).text
