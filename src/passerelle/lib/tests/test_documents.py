"""Files people send give their words or a reason, whatever is in them."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from time import monotonic

import pytest

from passerelle.lib.documents import LIMITS, LONGEST_TEXT, Problem, Reading, is_document, read_document
from passerelle.lib.limited import Limits
from passerelle.lib.tests.hostile_office import hostile_office
from passerelle.lib.tests.hostile_pages import hostile_pages
from passerelle.lib.tests.office_files import (
    DOCX,
    HTML,
    ODT,
    PDF,
    PPTX,
    TEXT,
    WORDS,
    XLSX,
    docx,
    odt,
    pdf,
    pptx,
    xlsx,
    zipped,
)


def test_every_format_gives_its_words():
    made = {
        PDF: (pdf(), WORDS),
        DOCX: (zipped(docx()), WORDS),
        PPTX: (zipped(pptx()), WORDS),
        ODT: (zipped(odt()), WORDS),
        XLSX: (zipped(xlsx()), f"Hinges\n{WORDS}"),
        HTML: (f"<title>{WORDS}</title>".encode(), WORDS),
        TEXT: (WORDS.encode(), WORDS),
    }
    assert {mime: read_document(data, mime).text for mime, (data, _) in made.items()} == {
        mime: text for mime, (_, text) in made.items()
    }
    assert all(is_document(mime) for mime in made)
    assert not is_document("image/png")


@pytest.mark.slow
def test_hostile_files_are_read_or_refused_and_nothing_comes_with_them():
    files = [*hostile_office(), *hostile_pages()]
    assert len(files) >= 60
    begun = monotonic()
    with ThreadPoolExecutor(2) as together:
        readings = list(together.map(lambda file: read_document(file[1], file[2]), files))
    wrong = {}
    for (name, _, _, expected), reading in zip(files, readings, strict=True):
        assert len(reading.text) <= LONGEST_TEXT
        assert not {"root:x:", "secret()", "tripwire", 'calc"'} & set(reading.text.split())
        got = reading.problem or reading.text
        # An empty expectation: it depends on the parser how much of it can be read; that it comes back is what counts.
        if expected != "" and got != expected:
            wrong[name] = (got, expected)
    assert wrong == {}
    assert monotonic() - begun < 20


def test_a_file_that_takes_too_long_is_given_up():
    impatient = Limits(LIMITS.memory, LIMITS.cpu_seconds, 0.01, LIMITS.file_size)
    assert read_document(pdf(), PDF, impatient) == Reading(problem=Problem.TOO_LONG)
    small = Limits(LIMITS.memory, LIMITS.cpu_seconds, LIMITS.wall_seconds, 16)
    assert read_document(pdf(), PDF, small) == Reading(problem=Problem.DAMAGED)
