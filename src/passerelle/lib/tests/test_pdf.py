"""A printed page is read back as it was written, with every letter it has."""

from __future__ import annotations

from datetime import UTC, datetime

import pypdfium2
import pytest

from passerelle.lib.pdf import Paper, TooLong, paper

AT = datetime(2026, 11, 30, 9, tzinfo=UTC)


def pages(content):
    return [" ".join(page.get_textpage().get_text_range().split()) for page in pypdfium2.PdfDocument(content)]


def written(rows=2):
    made = Paper("Revue – 4e trimestre", language="fr", at=AT)
    made.heading("Où l’ourlet œuvre", 1)
    made.heading("Ce qui a bougé", 2)
    made.paragraph("De +8 % à −3 % → « utile », 12 €, Ωμέγα, Жук, Łódź.")
    made.paragraph("En petit.", quiet=True)
    made.bullets(["Turin", "Zürich"])
    made.table(["Site", "Jour"], [[f"Magasin {number}", "<b>=1+1</b>\x00"] for number in range(rows)], [3, 1])
    return made.output()


def test_every_letter_is_there_and_the_same_is_the_same_file():
    (text,) = pages(written())
    for words in (
        "Où l’ourlet œuvre",
        "De +8 % à −3 % → « utile », 12 €, Ωμέγα, Жук, Łódź.",
        "Zürich",
        "<b>=1+1</b>",
        "1 / 1",
    ):
        assert words in text.replace("\u00a0", " ")
    assert written() == written()


@pytest.mark.parametrize(
    ("words", "lacks"),
    [
        ("L’ourlet → Ωμέγα, Жук, שלום\n\t−3 %\u00a0", False),
        ("日本語", True),
        ("한국어", True),
        ("مرحبا", True),
        ("👍", True),
    ],
)
def test_letters_it_cannot_print_are_named_as_missing_in_one_sentence(words, lacks):
    for write in (
        lambda made: made.paragraph(words),
        lambda made: made.heading(words, 2),
        lambda made: made.bullets(["Un", words]),
        lambda made: made.table(["Un", words], [["Deux", "Trois"]], [1, 1]),
    ):
        made = Paper("Revue", language="fr", at=AT)
        write(made)
        made.paragraph("Encore.")
        (text,) = pages(made.output())
        assert text.count("cannot be printed") == lacks


def test_a_long_table_goes_on_with_its_head_and_the_pages_are_counted():
    told = pages(written(120))
    assert len(told) > 2
    assert all("Jour" in text and f"{number} / {len(told)}" in text for number, text in enumerate(told, 1))


def test_what_nobody_prints_is_refused(monkeypatch):
    monkeypatch.setattr(paper, "MOST", 60)
    with pytest.raises(TooLong):
        written()
