"""A handbook is a tree of articles: each reader sees the pages they may read, and whoever answers for a page places it."""

from __future__ import annotations

from functools import partial
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from lxml import html as dom

from cast.people import as_actor
from cast.racing import HANDS, race
from cast.world import bring, for_all
from passerelle.contributions.actions import move_home, withdraw
from passerelle.contributions.models import Contribution
from passerelle.journal.decision import Refused
from passerelle.journal.models import Entry
from passerelle.kinds.article.article import actions
from passerelle.kinds.article.article.models import Article
from passerelle.kinds.article.article.reading import library
from passerelle.kinds.article.article.reading.handbook import handbook
from passerelle.kinds.article.article.tree import DEEPEST, Tree
from passerelle.work.worker import run_all


def page(title, place, who, under=None):
    made = for_all(bring(title, place, who, "article"))
    if under is not None:
        actions.place(made, under=under, by=as_actor(who))
    return made


def fresh(head):
    return Contribution.objects.unscoped("a test").get(pk=head.pk)


def seen(who, head):
    """The tree beside a page with the page in brackets, its way from the top, and the pages before and after."""

    def told(pages):
        return [
            (f"[{one.label}]" if one.is_here else one.label + "+" * (one.has_more and not one.below), told(one.below))
            if one.below
            else (f"[{one.label}]" if one.is_here else one.label + "+" * one.has_more)
            for one in pages
        ]

    book = handbook(as_actor(who), fresh(head), Article.objects.get(pk=head.pk))
    if book is None:
        return None
    beside = [one and one.title for one in (book.before, book.after)]
    return told(book.pages), [one["label"] for one in book.way], *beside


@pytest.fixture
def book(cast, places):
    """The handbook of the closed workshop: two chapters of Ada's, one of them with two pages."""
    where, ada = places.closed, cast.ada
    first = page("Handbook", where, ada)
    ovens, knives = (page(title, where, ada, first) for title in ("Ovens", "Knives"))
    return {
        "first": first,
        "ovens": ovens,
        "knives": knives,
        "clean": page("Clean", where, ada, ovens),
        "heat": page("Heat", where, ada, ovens),
    }


def test_it_is_read_page_by_page(cast, places, book, visit):
    assert seen(cast.mia, book["first"]) == ([("[Handbook]", ["Ovens+", "Knives"])], [], None, "Ovens")
    assert seen(cast.mia, book["clean"]) == (
        [("Handbook", [("Ovens", ["[Clean]", "Heat"]), "Knives"])], ["Handbook", "Ovens"], "Ovens", "Heat",
    )  # fmt: skip
    assert seen(cast.mia, book["knives"]) == (
        [("Handbook", ["Ovens+", "[Knives]"])], ["Handbook"], "Heat", None,
    )  # fmt: skip
    answer = visit(cast.mia).get(book["clean"].get_absolute_url()).text
    path = dom.fromstring(answer).xpath("//nav[@aria-label='Path']//a")
    assert [one.text_content().strip() for one in path] == ["Closed workshop", "Handbook", "Ovens"]
    assert ('rel="prev"' in answer, 'rel="next"' in answer, 'aria-current="page"' in answer) == (True, True, True)
    alone = page("Alone", places.closed, cast.ada)
    assert (seen(cast.mia, alone), "onwards" in visit(cast.mia).get(alone.get_absolute_url()).text) == (None, False)


def test_a_page_whose_parent_is_hidden_stands_at_the_top(cast, places, book):
    """One chapter is a draft, which Ada alone sees; then the first page is taken back, and nobody sees it."""
    draft = bring("Draft", places.closed, cast.ada, "article")
    actions.place(draft, under=book["first"], number=1, by=as_actor(cast.ada))
    actions.place(book["knives"], under=draft, by=as_actor(cast.ada))
    tree, *rest = seen(cast.mia, book["knives"])
    assert (tree, rest) == (["Handbook+", "[Knives]"], [[], "Heat", None])
    assert seen(cast.ada, book["knives"])[1] == ["Handbook", "Draft"]
    withdraw(book["first"].body, by=as_actor(cast.ada))
    tree, *rest = seen(cast.mia, book["heat"])
    assert (tree, rest) == (["Knives", ("Ovens", ["Clean", "[Heat]"])], [["Ovens"], "Clean", None])


def test_whoever_answers_for_a_page_places_it(cast, places, book, visit, verbs, no_trace):
    address = reverse("article_place", args=[book["heat"].pid])
    with no_trace():
        people = ("mia", "gil", "otto")
        assert {visit(getattr(cast, who)).get(address).status_code for who in people} == {404}
    ada = visit(cast.ada)
    form = unescape(ada.get(address).text)
    for title, there in (("Ovens", True), ("Knives", True), ("Heat", False)):
        assert (f"\u2003{title}<" in form) is there
    assert address in ada.get(book["heat"].get_absolute_url()).text
    verbs()
    assert (
        ada.post(address, {"under": book["ovens"].pid, "number": "1"})["Location"]
        == fresh(book["heat"]).get_absolute_url()
    )
    assert seen(cast.mia, book["heat"])[0] == [("Handbook", [("Ovens", ["[Heat]", "Clean"]), "Knives"])]
    assert (verbs(), Entry.objects.latest("pk").particulars) == (["article.placed"], {"under": book["ovens"].pk})
    opened = dom.fromstring(ada.get(address).text)
    assert opened.xpath("//option[@selected]/@value") == [book["ovens"].pid]
    assert opened.xpath("//input[@name='number']/@value") == ["1"]
    elsewhere = page("Elsewhere", places.open, cast.ada)
    with no_trace():
        answer = ada.post(address, {"under": elsewhere.pid, "number": "9" * 30})
        assert (answer.status_code, "9" * 30 in answer.text, "Select a valid choice" in answer.text) == (
            422,
            True,
            True,
        )
    assert visit(cast.sam).post(address, {"under": "", "number": ""}).status_code == 302
    assert (seen(cast.mia, book["heat"]), seen(cast.mia, book["clean"])[3]) == (None, "Knives")


def test_a_branch_comes_along_and_no_circle_or_endless_stair_is_made(cast, places, book):
    ada = as_actor(cast.ada)
    actions.place(book["ovens"], under=book["knives"], by=ada)
    assert seen(cast.mia, book["heat"])[1] == ["Handbook", "Knives", "Ovens"]
    for head, under, why in (
        ("first", "heat", "under itself"),
        ("ovens", "ovens", "under itself"),
        ("knives", "clean", "under itself"),
    ):
        with pytest.raises(Refused, match=why):
            actions.place(book[head], under=book[under], by=ada)
    outside = page("Outside", places.open, cast.ada)
    with pytest.raises(Refused, match="same community"):
        actions.place(outside, under=book["first"], by=ada)
    last = book["heat"]
    for number in range(DEEPEST - 4):  # Heat is the fourth
        last = page(str(number), places.closed, cast.ada, last)
    with pytest.raises(Refused, match="at most 6 levels"):
        page("Too deep", places.closed, cast.ada, last)
    stair = page("Stair", places.closed, cast.ada)
    page("Step", places.closed, cast.ada, stair)
    with pytest.raises(Refused, match="at most 6 levels"):
        actions.place(stair, under=last, by=ada)
    actions.place(book["ovens"], under=None, by=ada)
    assert seen(cast.mia, book["clean"])[1] == ["Ovens"]
    assert {row.handbook_id for row in Article.objects.filter(pk__in=[book["clean"].pk, book["heat"].pk])} == {
        book["ovens"].pk
    }


def test_what_moves_to_another_community_leaves_its_pages(cast, places, book):
    move_home(book["ovens"], places.open, by=as_actor(cast.sam))
    run_all()
    assert seen(cast.mia, book["heat"]) == (
        [("Handbook", ["Clean", "[Heat]", "Knives"])], ["Handbook"], "Clean", "Knives",
    )  # fmt: skip
    assert seen(cast.mia, book["ovens"]) is None
    move_home(book["first"], places.open, by=as_actor(cast.sam))
    run_all()
    assert [seen(cast.mia, book[name]) for name in ("first", "heat", "knives")] == [None] * 3


def test_a_handbook_is_a_collection_of_the_library_and_costs_the_same_however_long(cast, places, book, visit):
    page("Alone", places.closed, cast.ada)
    facets = {one.name: one.choices for one in library(as_actor(cast.mia), {})["facets"]}
    assert facets["handbook"] == [(book["first"].pid, "Handbook", 5)]
    chosen = library(as_actor(cast.mia), {"handbook": book["first"].pid})
    assert sorted(card.title for card in chosen["page"]["cards"]) == ["Clean", "Handbook", "Heat", "Knives", "Ovens"]
    assert library(as_actor(cast.otto), {})["facets"] == []
    browser, counts = visit(cast.mia), []
    for more in (0, 4):
        for number in range(more):
            page(f"Number {number}", places.closed, cast.ada, book["ovens"])
        browser.get(book["heat"].get_absolute_url())
        with CaptureQueriesContext(connection) as asked:
            browser.get(book["heat"].get_absolute_url())
        counts.append(len(asked))
    assert counts[0] == counts[1]


@pytest.mark.django_db(transaction=True)
def test_of_many_hands_that_close_a_circle_one_comes_too_late(cast, places):
    """Five pages, each hung under the next by ten hands: the last to come is refused, whichever that is."""
    ring = [page(str(number), places.open, cast.ada) for number in range(DEEPEST - 1)]
    pairs = zip(ring, [*ring[1:], ring[0]], strict=True)
    done = race([partial(actions.place, a, under=b, by=as_actor(cast.ada)) for a, b in pairs])
    assert sorted(done) == [0] + [HANDS // len(ring)] * (len(ring) - 1)
    tops = list(Article.objects.filter(parent=None))
    assert len(tops) == 1
    assert len(Tree.of(tops[0]).reading_order()) == len(ring)
