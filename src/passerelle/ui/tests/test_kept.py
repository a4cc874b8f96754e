"""Pieces that are kept: drawn once for the same inputs, never for others."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone, translation
from jinja2 import DictLoader, UndefinedError
from markupsafe import Markup

from passerelle.people.models import Person
from passerelle.ui.environment import environment
from passerelle.ui.kept import CSRF_SLOT

TEMPLATES = {
    "piece.html": (
        "{% macro piece(thing) %}{% set _x = thing.drawn() if thing.drawn is defined %}{{ thing.title }}{% endmacro %}"
        "{% macro moment(at) %}{{ at|ago }}{% endmacro %}"
        "{% macro word() %}{{ _('Sign out') }}{% endmacro %}"
        "{% macro form() %}<form>{{ csrf_slot }}</form>{% endmacro %}"
        "{% macro leaning() %}{{ request.path }}{% endmacro %}"
    )
}


@pytest.fixture
def kept():
    return environment(loader=DictLoader(TEMPLATES), autoescape=True, auto_reload=False).globals["kept"]


def test_the_same_inputs_give_what_was_drawn_before(kept):
    first, second = (kept("piece.html", "piece", {"title": "A & B", "tags": ["x", {"y": 1}]}) for _ in range(2))
    assert (first, first is second) == (Markup("A &amp; B"), True)


@pytest.mark.parametrize(
    "other", [{"title": "B"}, {"title": "A", "tags": ["x"]}, {"title": "A", "tags": ("x",), "new": True}]
)
def test_another_value_anywhere_makes_another_piece(kept, other):
    first = kept("piece.html", "piece", {"title": "A"})
    assert kept("piece.html", "piece", other) is not first


def test_languages_and_time_zones_are_kept_apart(kept):
    with translation.override("fr"):
        french = kept("piece.html", "word")
    with translation.override("en"):
        assert (french, kept("piece.html", "word")) == ("Se déconnecter", "Sign out")
    at = timezone.now() - timedelta(days=40)
    with timezone.override(ZoneInfo("Asia/Tokyo")):
        tokyo = kept("piece.html", "moment", at)
    with timezone.override(ZoneInfo("America/New_York")):
        assert kept("piece.html", "moment", at) != tokyo


def test_a_moment_ages(kept):
    now = timezone.now()
    with translation.override("en"):
        said = [kept("piece.html", "moment", now - timedelta(minutes=n)) for n in (1, 2, 59, 61, 60 * 23)]
    assert [piece.striptags() for piece in said] == [
        "1 minute ago",
        "2 minutes ago",
        "59 minutes ago",
        "1 hour ago",
        "23 hours ago",
    ]


def test_the_token_is_new_each_time_and_is_not_kept(kept):
    forms = [kept("piece.html", "form", csrf_input=Markup(f'<input value="{n}">')) for n in (1, 2)]
    assert forms == ['<form><input value="1"></form>', '<form><input value="2"></form>']
    assert kept("piece.html", "form") == f"<form>{CSRF_SLOT}</form>"


def test_a_piece_cannot_lean_on_the_page_around_it(kept):
    with pytest.raises(UndefinedError):
        kept("piece.html", "leaning")


def test_a_developer_sees_every_change(kept):
    env = environment(loader=DictLoader(TEMPLATES), autoescape=True, auto_reload=True)
    first, second = (env.globals["kept"]("piece.html", "piece", {"title": "A"}) for _ in range(2))
    assert (first == second, first is second) == (True, False)


def test_words_are_not_taken_for_markup_that_reads_the_same(kept):
    marked, typed = (kept("piece.html", "piece", {"title": title}) for title in (Markup("<b>A</b>"), "<b>A</b>"))
    assert (marked, typed) == ("<b>A</b>", "&lt;b&gt;A&lt;/b&gt;")


def test_a_row_is_no_input_because_its_id_says_nothing_of_what_it_reads(kept):
    with pytest.raises(TypeError, match="hand over what it shows"):
        kept("piece.html", "piece", Person(pk=1, name="A"))


def test_the_oldest_pieces_make_room_for_new_ones(kept, monkeypatch):
    monkeypatch.setattr("passerelle.ui.kept.ENTRY", 0)
    monkeypatch.setattr("passerelle.ui.kept._size", lambda key: 0)
    monkeypatch.setattr("passerelle.ui.kept.MOST", 10)
    first = kept("piece.html", "piece", {"title": "A" * 4})
    second = kept("piece.html", "piece", {"title": "B" * 5})
    assert (kept("piece.html", "piece", {"title": "A" * 4}) is first) is True
    kept("piece.html", "piece", {"title": "C" * 3})
    again = [kept("piece.html", "piece", {"title": title}) for title in ("B" * 5, "A" * 4)]
    assert [each is known for each, known in zip(again, (second, first), strict=True)] == [True, False]


def test_a_piece_larger_than_all_there_is_room_for_is_drawn_and_not_kept(kept, monkeypatch):
    monkeypatch.setattr("passerelle.ui.kept.MOST", 3)
    first, second = (kept("piece.html", "piece", {"title": "A" * 4}) for _ in range(2))
    assert (first == second, first is second) == (True, False)


@dataclass(frozen=True)
class Told:
    """Says itself by what it is known: for whom it was read is no part of what it reads."""

    title: str
    reader: int

    @property
    def by_value(self):
        return self.title


def test_an_input_may_say_itself_what_it_is(kept):
    first, second, other = (kept("piece.html", "piece", Told(*each)) for each in (("A", 1), ("A", 2), ("B", 1)))
    assert (first is second, other) == (True, "B")


def test_a_whole_that_came_before_makes_no_rows(kept):
    made = []

    def rows(keeper, titles):
        made.append(titles)
        return [({"title": title},) for title in titles]

    drawn = [kept.together("piece.html", "piece", (titles,), rows, "") for titles in (["A", "B"], ["A", "B"], ["A"])]
    assert (drawn, made) == ([Markup("AB"), Markup("AB"), Markup("A")], [["A", "B"], ["A"]])
