"""Operators in any order, broken, doubled, endless: the same finds on both databases, and nothing typed is an error."""

from __future__ import annotations

from itertools import permutations

import pytest

from cast.people import as_actor
from hostile.naughty import NAUGHTY
from passerelle.contributions.kinds import all_kinds
from passerelle.search.reading import search, suggest

pytestmark = pytest.mark.usefixtures("spoken")


def found(person, text: str) -> list[str]:
    return sorted(str(result.title.striptags()) for result in search(as_actor(person), text).results)


def test_operators_stand_in_any_order(cast):
    kind = all_kinds()[0].slug
    parts = ['"lieu open"', "par:ada", f"type:{kind}", "-tournevis", "après:2020"]
    typed = [" ".join(order) for order in permutations(parts)]
    assert {tuple(found(cast.mia, text)) for text in typed} == {("Réunion open",)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("réunion -open", ["Réunion closed", "Réunion secret", "Réunion shared"]),
        ('réunion -"lieu open"', ["Réunion closed", "Réunion secret", "Réunion shared"]),
        ('"réunion open', ["Réunion open"]),
        ('"open réunion"', []),
        ("réunion in:open in:closed", ["Réunion closed", "Réunion open"]),
        ("dans:open par:mia", ["Réunion open"]),
        ("by:nobody-here réunion", []),
        ("before:2020 réunion", []),
        ("réunion after:2020 before:2999", ["Réunion closed", "Réunion open", "Réunion secret", "Réunion shared"]),
        ("topic:unheard-of réunion", []),
        ("state:unheard-of réunion", []),
        ("IN:open KIND:reply tournevis", ["Réunion open"]),
        ("-", []),
        ('"', []),
    ],
)
def test_what_is_broken_is_read_as_well_as_it_can_be(cast, text, expected):
    assert found(cast.mia, text) == expected


def test_words_that_look_like_operators_still_find(cast):
    typed = (
        "in: réunion open",
        "-- - -: réunion open",
        'réunion open ""',
        "REUNION OPEN",
        "before:2020-13-99 réunion open",
    )
    first = {text: str(search(as_actor(cast.otto), text).results[0].title.striptags()) for text in typed}
    assert first == dict.fromkeys(typed, "Réunion open")


def test_a_million_characters_and_every_naughty_string(cast):
    mia = as_actor(cast.mia)
    long = ("a" * 10**6, "in:" * 333_333, '"' * 10**6, "-é " * 333_333, "\0" * 10**6)
    for text in (*long, *NAUGHTY, *(f'in:"{text}" -{text}' for text in NAUGHTY[::7])):
        search(mia, text)
    for text in (*long, *NAUGHTY):
        suggest(mia, text)
