"""Quotations, excerpts and our own addresses."""

import pytest

from passerelle.lib.markdown import Ref, excerpt, normalise_links, quote, render
from passerelle.lib.markdown.plain import running

HOSTS = ["hub.example.com", "localhost:8000"]


def everything(refs: frozenset[Ref]) -> frozenset[Ref]:
    return refs


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("see https://hub.example.com/c/abc123/", "see #{contribution:abc123}"),
        ("see http://localhost:8000/c/abc123/less-paper/.", "see #{contribution:abc123}."),
        ("(https://hub.example.com/c/abc123/less-paper/#r-def456)", "(#{reply:def456})"),
        ("https://hub.example.com/c/abc123/less-paper/?reply=def456#r-def456", "#{reply:def456}"),
        ("see https://hub.example.com/r/def456/.", "see #{reply:def456}."),
        ("<https://HUB.example.com/c/abc123/>", "#{contribution:abc123}"),
        ("`x` https://hub.example.com/c/abc123 `y`", "`x` #{contribution:abc123} `y`"),
        ("```\na\n```\nhttps://hub.example.com/c/abc123/", "```\na\n```\n#{contribution:abc123}"),
    ],
)
def test_our_own_addresses_become_references(source: str, expected: str) -> None:
    assert normalise_links(source, HOSTS, everything) == expected


@pytest.mark.parametrize(
    "source",
    [
        "[words](https://hub.example.com/c/abc123/)",
        "[words](<https://hub.example.com/c/abc123/>)",
        "[words]: https://hub.example.com/c/abc123/",
        "`https://hub.example.com/c/abc123/`",
        "```\nhttps://hub.example.com/c/abc123/\n```",
        "> ```\n> https://hub.example.com/c/abc123/\n> ```",
        "~~~\nhttps://hub.example.com/c/abc123/",
        "https://other.example.com/c/abc123/",
        "https://other.example.com/?next=https://hub.example.com/c/abc123/",
        "https://hub.example.com/c/abc123/moves/adopt/",
        "https://hub.example.com/c/abc123/?page=2",
        "https://hub.example.com/c/abc123/?reply=def456&page=2",
        "https://hub.example.com/r/def456/history/",
        "https://hub.example.com.evil.org/c/abc123/",
        "https://hub.example.com/c/ab/",
    ],
)
def test_other_addresses_are_left_alone(source: str) -> None:
    assert normalise_links(source, HOSTS, everything) == source


def test_what_the_author_may_not_see_stays_an_address() -> None:
    source = "https://hub.example.com/c/abc123/ https://hub.example.com/c/def456/"
    assert normalise_links(source, HOSTS, lambda refs: {Ref("contribution", "def456")}) == (
        "https://hub.example.com/c/abc123/ #{contribution:def456}"
    )


def test_without_hosts_nothing_is_ours() -> None:
    assert normalise_links("https://hub.example.com/c/abc123/", [], everything) == "https://hub.example.com/c/abc123/"


def test_quote() -> None:
    assert quote("one\n\n> two\n") == "> one\n>\n> > two"


def test_one_line_tells_headings_items_and_cells_apart() -> None:
    source = (
        "# Context\n\nWe had\na *wrapped* line.\n\n- one thing\n- another (small)\n  - nested:\n    - deep\n\n"
        "| Size | Width |\n|---|---|\n| big | 3 < 4 |\n\n---\n\nWhy?\n\n```\ncode\n  more\n```"
    )
    assert running(render(source).html) == (
        "Context · We had a wrapped line. one thing · another (small) · nested: deep"
        " · Size · Width · big · 3 < 4 · Why? code more"
    )
    assert running(render("One  line").html) == "One line"


@pytest.mark.parametrize(
    ("plain", "expected"),
    [
        ("short\n\ntext", "short…"),
        ("What\n\nwe do", "What · we…"),
        ("Done.\n\nGo", "Done. Go"),
        ("one two three", "one two…"),
        ("abcdefghijklmnop", "abcdefghij…"),
        ("ten chars!", "ten chars!"),
        ("one, two, and", "one, two…"),
    ],
)
def test_excerpt(plain: str, expected: str) -> None:
    assert excerpt(plain, 10) == expected


def test_an_excerpt_parts_the_cells_of_a_table() -> None:
    source = "Before:\n\n| Size | Width |\n|---|---|\n| big | 3 |\n|  | 4 |\n\nAfter"
    assert excerpt(render(source).plain) == "Before: Size · Width · big · 3 · 4 · After"
