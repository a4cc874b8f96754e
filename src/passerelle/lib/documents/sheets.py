"""Excel: names of sheets and what their cells show, row by row. A formula is never worked out."""

from __future__ import annotations

import io
import time
from datetime import date, datetime

from passerelle.lib.documents.collecting import Words
from passerelle.lib.documents.packed import opened
from passerelle.lib.documents.problems import Problem, Unreadable

MOST_SHEETS, MOST_CELLS, PATIENCE = 100, 500_000, 8.0
_DECLARATIONS = 1 << 16


def read_xlsx(data: bytes, words: Words) -> None:
    """Cells as they were last shown, a row to a line."""
    archive = opened(data)
    if "xl/workbook.xml" not in archive.namelist():
        raise Unreadable(Problem.DAMAGED)
    for name in archive.namelist():
        if name.endswith((".xml", ".rels")):
            with archive.open(name) as part:
                _refuse_declarations(part.read(_DECLARATIONS))
    import openpyxl  # noqa: PLC0415  # takes longer to load than to refuse what is refused above

    book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    until, left = time.monotonic() + PATIENCE, MOST_CELLS
    for sheet in book.worksheets[:MOST_SHEETS]:
        words.add(sheet.title)
        words.end_line()
        sheet.reset_dimensions()  # what the file says of its size may be a lie of ten thousand million cells
        for row in sheet.iter_rows(values_only=True):
            left -= len(row) + 1
            shown = [_shown(value) for value in row if value is not None]
            if shown:
                words.add(" · ".join(shown))
                words.end_line()
            if left < 0 or time.monotonic() > until:
                return


def _refuse_declarations(head: bytes) -> None:
    """No office program declares entities; a file that does wants to blow up or to fetch."""
    plain = head.replace(b"\0", b"").upper()
    if b"<!DOCTYPE" in plain or b"<!ENTITY" in plain:
        raise Unreadable(Problem.UNSAFE)


def _shown(value: object) -> str:
    if isinstance(value, datetime):
        return value.isoformat(" ", "minutes")
    if isinstance(value, date):
        return value.isoformat()
    return str(value)[:2_000]
