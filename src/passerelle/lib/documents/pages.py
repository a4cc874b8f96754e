"""PDF: the text layer of its pages. Nothing is drawn, no script and no form runs, no attachment is opened."""

from __future__ import annotations

import time

import pypdfium2
from pypdfium2.raw import FPDF_ERR_PASSWORD, FPDF_ERR_SECURITY

from passerelle.lib.documents.collecting import Words
from passerelle.lib.documents.problems import Problem, Unreadable

MOST_PAGES = 500
PATIENCE = 8.0
"""Seconds after which what was read so far is all."""


def read_pdf(data: bytes, words: Words) -> None:
    """Page after page, until enough words, pages or time are used."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        locked = getattr(error, "err_code", None) in {FPDF_ERR_PASSWORD, FPDF_ERR_SECURITY}
        raise Unreadable(Problem.ENCRYPTED if locked else Problem.DAMAGED) from error
    until = time.monotonic() + PATIENCE
    for number in range(min(len(document), MOST_PAGES)):
        words.add(_page(document, number))
        words.end_line()
        if time.monotonic() > until:
            return


def _page(document: pypdfium2.PdfDocument, number: int) -> str:
    """One page; one that is damaged does not take the others with it."""
    try:
        page = document[number]
        text = page.get_textpage()
        found: str = text.get_text_bounded()
        text.close()
        page.close()
    except pypdfium2.PdfiumError:
        return ""
    return found
