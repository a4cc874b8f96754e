"""What people get wrong on the way from a signal to a result, each through its real form, one test a line.

A sentence says what to do, nothing is half done, and what was typed is still there.
"""

from __future__ import annotations

import csv
import io
import json
from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse
from lxml.html import document_fromstring

from cast.people import as_actor
from cast.world import bring
from passerelle.communities import actions as community_actions
from passerelle.contributions.actions import suggest
from passerelle.exchange.exporters.export import export
from passerelle.journal.decision import Refused
from passerelle.kinds.innovation.idea.actions import vote
from passerelle.kinds.innovation.idea.models import Vote
from passerelle.kinds.innovation.project.actions import add_milestone
from passerelle.lib.clock import now
from passerelle.trail import actions as trail
from passerelle.trail.models import Decision, Link, Outcome

pytestmark = pytest.mark.django_db
KEPT = "I looked for it twice."
FORMULAS = ["=1+1", "+33 1 23", "-2 degrees", "@SUM(A1)", "\t=1", "\r=1", "＝1+1", "＋1", "－1", "＠a"]


@pytest.fixture
def idea(cast, places):
    return bring("Slips", places.open, cast.ada, "idea", details={"problem": "No paper"})


@pytest.fixture
def later(cast, places, idea):
    """What comes from the idea already."""
    made = bring("More slips", places.open, cast.ada, "idea", details={"problem": "No paper"})
    trail.link(made, idea, "derived_from", by=as_actor(cast.ada))
    return made


def refusals(page) -> list[str]:
    """Every sentence with which a page says no."""
    found = document_fromstring(page.content)
    places = (
        "[contains(@class, 'field__error')]",
        "[contains(@class, 'notice--danger')]//li[not(a)]",
        "[contains(@class, 'error-page')]/p",
    )
    said = found.xpath(" | ".join(f"//*{place}" for place in places))
    return [" ".join(one.text_content().split()) for one in said]


def test_a_circle(cast, visit, idea, later, no_trace):
    with no_trace():
        page = visit(cast.ada).post(
            reverse("trail_link", args=[idea.pid]), {"relation": "derived_from", "target": later.get_absolute_url()}
        )
    assert refusals(page) == [
        "This would lead round in a circle: “More slips”, which comes from “Slips”. Nothing was linked."
    ]
    assert Link.objects.unscoped("a test").count() == 1


def test_a_link_to_itself(cast, visit, idea, no_trace):
    with no_trace():
        page = visit(cast.ada).post(
            reverse("trail_link", args=[idea.pid]), {"relation": "derived_from", "target": idea.get_absolute_url()}
        )
    assert refusals(page) == ["A contribution does not come from itself: choose another one."]


def test_a_cause_after_its_effect(cast, visit, idea, places, no_trace):
    early = bring("Long ago", places.open, cast.ada, "idea")
    trail.set_date(early, now() - timedelta(days=900), by=as_actor(cast.ada))
    with no_trace():
        page = visit(cast.ada).post(
            reverse("trail_link", args=[early.pid]), {"relation": "derived_from", "target": idea.get_absolute_url()}
        )
    (said,) = refusals(page)
    assert said.endswith("Say when each of them happened, or link them the other way round.")


def test_a_merge_into_itself(cast, visit, idea, no_trace):
    with no_trace():
        page = visit(cast.sam).post(
            reverse("merge", args=[idea.pid]), {"into": idea.get_absolute_url(), "reason": KEPT}
        )
    assert refusals(page) == ["A contribution cannot be merged into itself."]
    assert KEPT in page.text


def test_a_vote_after_it_closed(cast, visit, idea, no_trace):
    trail.decide(idea, "close", reason="So.", by=as_actor(cast.sam))
    with no_trace():
        page = visit(cast.mia).post(reverse("idea_vote", args=[idea.pid]), {"wanted": "yes"})
    assert refusals(page) == [
        "This idea is settled (Closed), so this is over. Votes for it went back to whoever gave them."
    ]
    assert not Vote.objects.exists()


@pytest.mark.parametrize("part", [0.9, 1.1, 0, float("nan")])
def test_weights_that_are_no_whole(cast, idea, later, part, no_trace):
    """Said by the verb: no page asks for weights."""
    (link,) = Link.objects.unscoped("a test")
    with no_trace(), pytest.raises(Refused) as refused:
        trail.weigh(later, {link.pk: part}, by=as_actor(cast.ada))
    assert str(refused.value.reason) in {
        "The parts must add up to 100 percent.",
        "Each part is more than nothing and at most all of it.",
    }
    assert Link.objects.unscoped("a test").get().weight == 1


def test_a_project_that_ends_before_it_begins(cast, visit, places, no_trace):
    typed = {
        "title": "Slips",
        "text": KEPT,
        "goal": "Nine of ten",
        "starts_on": "2027-03-01",
        "ends_on": "2027-02-01",
    }
    with no_trace():
        page = visit(cast.ada).post(f"{reverse('contribute')}?kind=project&community={places.open.pid}", typed)
    assert refusals(page) == ["This day lies before the one on which it begins."]
    assert all(words in page.text for words in (KEPT, "Nine of ten", "2027-03-01", "2027-02-01"))


def test_a_period_that_ends_before_it_begins(cast, visit, idea, no_trace):
    typed = {
        "metric": "Slips torn",
        "value": "-3.5",
        "method": KEPT,
        "grade": "D",
        "starts_on": "2026-03-01",
        "ends_on": "2026-02-01",
    }
    with no_trace():
        page = visit(cast.ada).post(reverse("trail_measure", args=[idea.pid]), typed)
    assert refusals(page) == ["The period ends before it begins: change one of the two days."]
    assert KEPT in page.text
    assert not Outcome.objects.unscoped("a test").exists()


def test_a_day_to_look_again_that_is_over(cast, visit, idea, no_trace):
    with no_trace():
        page = decided(visit(cast.sam), idea, "close", review_on="2020-01-01")
    assert refusals(page) == ["The day to look at it again lies in the past: choose a later one."]
    assert KEPT in page.text


def test_two_who_decide_at_once(cast, visit, idea, no_trace):
    """Both opened the page; the second reads what the first decided before they decide over it."""
    address = reverse("trail_decide", args=[idea.pid, "close"])
    seen = hidden(visit(cast.sam).get(address).text)
    assert decided(visit(cast.sam), idea, "park").status_code == 302
    with no_trace():
        page = visit(cast.sam).post(address, {"seen": seen, "reason": KEPT})
    assert refusals(page) == [
        "Somebody moved it while you were writing: nothing was decided now. Read what it came to first."
    ]
    assert KEPT in page.text
    assert Decision.objects.unscoped("a test").get().move == "park"


def decided(browser, idea, move, **typed):
    address = reverse("trail_decide", args=[idea.pid, move])
    return browser.post(address, {"seen": hidden(browser.get(address).text), "reason": KEPT, **typed})


def hidden(page: str) -> str:
    return page.partition('name="seen" value="')[2].partition('"')[0]


def test_names_like_a_formula_in_a_sheet(cast, visit):
    """Of a community, which is what the journal names; numbers stay numbers."""
    found = [
        community_actions.found(name=f"{formula} {KEPT}", purpose="", by=as_actor(cast.root)) for formula in FORMULAS
    ]
    answer = visit(cast.root).get(reverse("admin_audit_sheet"))
    rows = list(csv.DictReader(io.StringIO(answer.getvalue().decode(), newline="")))
    names = {int(row["community_id"]): row["community"] for row in rows}
    assert {one.pk: names[one.pk] for one in found} == {one.pk: f"'{one.name}" for one in found}


@pytest.mark.django_db(transaction=True)
def test_words_like_a_formula_in_an_export(cast, places, tmp_path):
    """An export is no sheet: every value is what was typed, and a number below nothing is a number."""
    ada, sam = as_actor(cast.ada), as_actor(cast.sam)
    idea = bring("=1+1", places.open, cast.ada, "idea", details={"problem": "@SUM(A1)", "effect": "-2 degrees"})
    signal = bring("+33 1 23", places.open, cast.ada, "signal", details={"sort": "need"})
    trend = bring("＝1+1", places.open, cast.ada, "trend", details={"meaning": "-1"})
    project = bring("@home", places.open, cast.ada, "project", details={"goal": "=2"})
    add_milestone(project, "-1 queue", by=ada)
    vote(idea, by=as_actor(cast.mia))
    suggest(idea, text="=3", why="+1", by=as_actor(cast.mia))
    trail.link(trend, signal, "observed_in", by=ada)
    trail.link(project, idea, "realises", by=ada)
    trail.decide(idea, "close", reason="=1+1", evidence="@SUM(A1)", by=sam)
    period = {"starts_on": now().date(), "ends_on": now().date()}
    trail.measure(idea, metric="-degrees", value=Decimal("-3.5"), method="+1", grade="D", by=ada, **period)
    export(tmp_path / "out")

    def column(table: str, *names: str) -> list[list[object]]:
        lines = (tmp_path / "out" / f"{table}.jsonl").read_text().splitlines()
        return [[row[name] for name in names] for row in map(json.loads, lines)]

    assert column("contributions.contribution", "title") == [["=1+1"], ["+33 1 23"], ["＝1+1"], ["@home"]]
    assert column("kind_idea.idea", "problem", "effect") == [["@SUM(A1)", "-2 degrees"]]
    assert column("kind_idea.vote", "idea", "person") == [[idea.pid, cast.mia.pid]]
    assert column("contributions.suggestion", "source", "why") == [["=3", "+1"]]
    assert column("kind_signal.signal", "contribution", "sort") == [[signal.pid, "need"]]
    assert column("kind_trend.trend", "meaning") == [["-1"]]
    assert column("kind_project.project", "goal") == [["=2"]]
    assert column("kind_project.milestone", "title") == [["-1 queue"]]
    assert column("trail.decision", "reason", "evidence") == [["=1+1", "@SUM(A1)"]]
    assert column("trail.outcome", "metric", "value", "method") == [["-degrees", "-3.5000", "+1"]]
    assert column("trail.link", "later", "relation", "earlier") == [
        [trend.pid, "observed_in", signal.pid],
        [project.pid, "realises", idea.pid],
    ]
