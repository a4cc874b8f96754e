"""What looks as if it said who somebody is; it helps to look once more and forbids nothing."""

import pytest

from passerelle.kinds.innovation.signal.personal import personal


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Write to anna.b@example.org, she waits", ["anna.b@example.org"]),
        ("She left 06 12 34 56 78 with us", ["06 12 34 56 78"]),
        ("Call +33 (0)6 12 34 56 78.", ["+33 (0)6 12 34 56 78"]),
        ("Numéro : 02.99.12.34.56", ["02.99.12.34.56"]),
        ("Mrs Whitfield wants it in blue", ["Mrs Whitfield"]),
        ("M. Dupont et Mme de La Tour", ["M. Dupont", "Mme de La Tour"]),
        ("La signora Bianchi, Herr Möller", ["Herr Möller"]),
        ("Monsieur Ève. Monsieur Ève again", ["Monsieur Ève"]),
        ("Une dame demande une lampe à 49,90 € en 140 x 200", []),
        ("Article 0142, 3 of 12, order 2026-11-29, 0.5 l", []),
        ("M et L, taille M. Le prix baisse", []),
        ("At 10:30 on 29/11/2026 the queue had 0800 people", []),
        ("@mia look at this", []),
        ("", []),
    ],
)
def test_it_finds_the_shapes_and_little_else(text: str, found: list[str]) -> None:
    assert personal(text) == found


def test_a_long_text_takes_no_time() -> None:
    assert personal("x" * 20_000 + "a@" * 10_000 + "M. " * 9_000) == []
