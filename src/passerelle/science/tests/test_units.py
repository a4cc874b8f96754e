"""One unit, many spellings; what only looks alike stays apart."""

from __future__ import annotations

from collections import Counter

from passerelle.science.units import SPELLED, unit_code


def test_what_is_the_same_has_one_code_and_what_only_looks_alike_does_not():
    alike = (
        "€",
        "EUR",
        " eur ",
        "Euros",
        "%",
        "Pour\u00a0cent",
        "percent",
        "Min.",
        "minutes",
        "H",
        "heures",
        "kg",
        "Kilos",
    )
    assert [unit_code(words) for words in alike] == [*["EUR"] * 4, *["%"] * 3, "min", "min", "h", "h", "kg", "kg"]
    apart = ("$", "US$", "CAD", "k€", "€ per hour", "points", "% points", "")
    assert len({unit_code(words) for words in apart} | {"EUR", "%"}) == len(apart) + 2


def test_no_spelling_means_two_units():
    assert Counter(word for words in SPELLED.values() for word in words).most_common(1)[0][1] == 1
    assert {unit_code(code): code for code in SPELLED} == {code: code for code in SPELLED}
