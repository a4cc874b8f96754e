"""The board: ideas of one community by state, for those who read it; its managers take steps from there."""

from __future__ import annotations

import pytest
from django.urls import reverse
from lxml.html import document_fromstring

from cast.people import as_actor
from cast.world import bring
from passerelle.kinds.innovation.idea.actions import vote
from passerelle.kinds.innovation.idea.models import VoteBudget
from passerelle.trail.actions import decide

pytestmark = pytest.mark.both


@pytest.fixture
def ideas(cast, places):
    made = [bring(title, places.open, cast.ada, "idea") for title in ("Slips", "Hooks", "Parked one")]
    vote(made[1], by=as_actor(cast.mia))
    decide(made[2], "park", reason="So.", by=as_actor(cast.sam))
    bring("In the vault", places.closed, cast.ada, "idea")
    bring("No idea", places.open, cast.ada)
    return made


def columns(answer):
    page = document_fromstring(answer.content)
    return {
        column.get("data-state"): [" ".join(name.text_content().split()) for name in column.xpath(".//h3")]
        for column in page.xpath("//*[@data-state]")
    }


def test_ideas_stand_by_state_most_wanted_first(cast, places, ideas, visit):
    board = visit(cast.otto).get(reverse("idea_board", args=[places.open.pid]))
    empty = {"screened": [], "exploring": [], "pilot": []}
    assert columns(board) == {"submitted": ["Hooks", "Slips"], **empty, "parked": ["Parked one"]}
    assert "idea_board_move" not in board.text
    assert "<select" not in board.text.partition("<main")[2]
    table = visit(cast.otto).get(reverse("idea_board", args=[places.open.pid]) + "?as=table")
    first, *_rest = document_fromstring(table.content).xpath("//tbody/tr")
    assert [cell.text_content().strip() for cell in first][:5] == [
        "Hooks",
        "Submitted",
        "1",
        "Hard to say yet",
        "Ada Orsel",
    ]


@pytest.mark.parametrize("who", ["otto", "gwen", "eve", "root"])
def test_whoever_does_not_read_the_community_finds_no_board(cast, places, ideas, visit, who):
    browser = visit(getattr(cast, who))
    for name in ("idea_board", "idea_budget"):
        assert browser.get(reverse(name, args=[places.closed.pid])).status_code in (302, 404)
    assert browser.post(reverse("idea_board_move", args=[places.closed.pid])).status_code in (302, 404)


def test_community_managers_take_a_step_from_a_card(cast, places, ideas, visit, verbs):
    sam, address = visit(cast.sam), reverse("idea_board", args=[places.open.pid])
    options = document_fromstring(sam.get(address).content).xpath("(//select)[1]/option/@data-target")
    assert options[0] == "screened"
    verbs()
    move = reverse("idea_board_move", args=[places.open.pid])
    assert sam.post(move, {"idea": ideas[0].pid, "step": "screen"})["Location"] == address
    assert columns(sam.get(address))["screened"] == ["Slips"]
    assert sam.post(move, {"idea": ideas[0].pid, "step": "measure"}).status_code == 403
    written_first = sam.post(move, {"idea": ideas[0].pid, "step": "park"})
    assert written_first["Location"] == reverse("trail_decide", args=[ideas[0].pid, "park"])
    assert sam.post(move, {"idea": "zzzzzzzzzzzz", "step": "screen"}).status_code == 404
    assert visit(cast.mia).post(move, {"idea": ideas[1].pid, "step": "screen"}).status_code == 403
    assert verbs() == ["contribution.moved"]


def test_the_budget_is_set_on_its_page(cast, places, visit, verbs):
    sam, address = visit(cast.sam), reverse("idea_budget", args=[places.open.pid])
    verbs()
    assert visit(cast.mia).get(address).status_code == 404
    for wrong in ("0", "101", "many", ""):
        assert sam.post(address, {"votes": wrong}).status_code == 422
    assert sam.post(address, {"votes": "3"})["Location"] == reverse("idea_board", args=[places.open.pid])
    assert (VoteBudget.objects.get().votes, verbs()) == (3, ["idea.budget_set"])
    assert "No ideas yet" in sam.get(reverse("idea_board", args=[places.open.pid])).text


def test_a_board_costs_the_same_however_long(cast, places, ideas, visit, django_assert_num_queries):
    browser, address = visit(cast.sam), reverse("idea_board", args=[places.open.pid])
    browser.get(address)
    with django_assert_num_queries(QUERIES):
        browser.get(address)
    for number in range(5):
        bring(f"More {number}", places.open, cast.mia, "idea")
    with django_assert_num_queries(QUERIES):
        browser.get(address)


QUERIES = 19


def test_the_community_page_leads_to_its_board(cast, places, ideas, visit):
    board = reverse("idea_board", args=[places.open.pid])
    page = visit(cast.otto).get(places.open.get_absolute_url()).text
    assert board in page
    assert "2 open" in page
    outside = visit(cast.otto).get(places.closed.get_absolute_url()).text
    assert reverse("idea_board", args=[places.closed.pid]) not in outside


def test_one_sees_where_one_s_votes_are_and_nobody_else_s(cast, places, visit):
    idea = bring("Slips", places.open, cast.ada, "idea")
    vote(idea, by=as_actor(cast.mia))
    address = reverse("idea_board", args=[places.open.pid])
    words = "Your vote is with this idea."
    told = {
        who: [words in visit(getattr(cast, who)).get(address + way).text for way in ("", "?as=table")]
        for who in ("mia", "ada")
    }
    assert told == {"mia": [True, True], "ada": [False, False]}
