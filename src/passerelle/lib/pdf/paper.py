"""One document on A4: headings, paragraphs, lists and tables, page after page, with its name and number at the foot of each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from passerelle.lib.text import clean

if TYPE_CHECKING:
    from fpdf import FPDF

FONTS = Path(__file__).parent / "fonts"  # DejaVu Sans as published: Latin, Greek, Cyrillic, Hebrew, arrows
FACE = "DejaVu"
INK, QUIET, LINE, ACCENT = (45, 38, 33), (105, 96, 88), (214, 206, 196), (0, 90, 92)
SIZES = {1: 20.0, 2: 13.0, 3: 10.5}
TEXT, SMALL, LEADING = 10.0, 8.5, 1.45  # points, and the height of a line as a part of its letters
POINT = 0.3528  # millimetres
MOST = 200_000  # characters, which are some eighty pages and a second of work


_JOINED = re.compile("[\u0600-\u08ff]")  # Arabic, Syriac, Thaana: the face has letters of them, and nothing joins them


class TooLong(ValueError):
    """More than anybody prints."""


class Paper:
    """A document that grows downwards; ``output`` ends it."""

    def __init__(self, title: str, *, language: str, at: datetime, foot: str = "") -> None:
        """``at`` is its date, so that the same content is the same file; ``foot`` stands on each page beside its number."""
        self._pdf = _document(foot or title)
        self._written = 0
        self._lacks = False
        self._pdf.set_title(self._said(title))
        self._pdf.set_lang(language)
        self._pdf.set_creation_date(at)
        self._pdf.add_page()

    def heading(self, text: str, level: int = 1) -> None:
        """A title; it never stands alone at the end of a page."""
        size = SIZES[level]
        if self._pdf.will_page_break(4 * size * POINT * LEADING):
            self._pdf.add_page()
        if level > 1:
            self._pdf.ln(size * POINT * 0.8)
        self._write(text, size, bold=True, colour=ACCENT if level == 2 else INK)
        self._pdf.ln(1)

    def paragraph(self, text: str, *, quiet: bool = False) -> None:
        """Some sentences."""
        self._write(text, SMALL if quiet else TEXT, colour=QUIET if quiet else INK)
        self._pdf.ln(1.2)

    def bullets(self, texts: Sequence[str], *, numbered: bool = False) -> None:
        """One thing after the other."""
        margin, indent = self._pdf.l_margin, 7 if numbered else 5
        for number, text in enumerate(texts, start=1):
            self._pdf.set_font(FACE, "", TEXT)
            self._pdf.set_text_color(*ACCENT)
            self._pdf.cell(indent, TEXT * POINT * LEADING, f"{number}." if numbered else "–")
            self._pdf.set_left_margin(margin + indent)
            self._write(text, TEXT)
            self._pdf.set_left_margin(margin)
            self._pdf.set_x(margin)
        self._pdf.ln(1.2)

    def table(self, head: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[int]) -> None:
        """Rows under a head that is there again on the next page; ``widths`` are parts of the whole."""
        from fpdf.fonts import FontFace  # noqa: PLC0415  loading it takes a second, which only who prints waits for

        self._pdf.set_font(FACE, "", SMALL)
        self._pdf.set_text_color(*INK)
        self._pdf.set_draw_color(*LINE)
        with self._pdf.table(
            col_widths=tuple(widths),
            borders_layout="HORIZONTAL_LINES",
            headings_style=FontFace(emphasis="BOLD", color=QUIET),
            line_height=SMALL * POINT * LEADING,
            padding=(1.2, 1),
            text_align="LEFT",
        ) as table:
            for row in (head, *rows):
                cells = table.row()
                for cell in row:
                    cells.cell(self._said(cell))
        self._pdf.ln(2)

    def output(self) -> bytes:
        """The file; where letters are missing in it, its last sentence says so."""
        if self._lacks:
            self._lacks = False
            self.paragraph(_("Some letters cannot be printed in this file: read them on its page."), quiet=True)
        return bytes(self._pdf.output())

    def _write(self, text: str, size: float, *, bold: bool = False, colour: tuple[int, int, int] = INK) -> None:
        self._pdf.set_font(FACE, "B" if bold else "", size)
        self._pdf.set_text_color(*colour)
        self._pdf.multi_cell(0, size * POINT * LEADING, self._said(text), align="L", new_x="LMARGIN", new_y="NEXT")

    def _said(self, text: str) -> str:
        self._written += len(text)
        if self._written > MOST:
            raise TooLong
        words = clean(text, MOST)
        if not self._lacks:  # the engine leaves out what its face lacks, without a word
            known = self._pdf.fonts[FACE.casefold()].cmap  # type: ignore[union-attr]  # it came from a file
            self._lacks = any((ord(sign) not in known and sign not in "\n\t") or _JOINED.match(sign) for sign in words)
        return words


def _document(foot: str) -> FPDF:
    """An empty one with its two faces and a foot."""
    from fpdf import FPDF  # noqa: PLC0415  loading it takes a second, which only who prints waits for

    class Numbered(FPDF):
        def file_id(self) -> str:
            return ""  # by default drawn at random: the same sheet is the same bytes

        def footer(self) -> None:
            self.set_y(-14)
            self.set_font(FACE, "", 7.5)
            self.set_text_color(*QUIET)
            self.cell(0, 5, clean(foot, 160), align="L")
            self.set_y(-14)
            self.cell(0, 5, f"{self.page_no()} / {{nb}}", align="R")

    pdf = Numbered(format="A4")
    pdf.set_margins(20, 18, 20)
    pdf.set_auto_page_break(True, margin=20)
    pdf.add_font(FACE, "", FONTS / "DejaVuSans.ttf")
    pdf.add_font(FACE, "B", FONTS / "DejaVuSans-Bold.ttf")
    return pdf
