"""Tables for other tools: as CSV and as an XLSX workbook. What people typed stays text in both, never a formula."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from xlsxwriter import Workbook  # type: ignore[import-untyped]  # comes without types

Cell = str | int | float | Decimal | date | None
Rows = Iterable[Sequence[Cell]]
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
CSV, XLSX = "text/csv; charset=utf-8", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TITLE = 31  # characters of the name of a sheet
FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))
FIRST, OTHERS = 40, 14  # widths in characters


class _Echo:
    """A file that hands back what is written to it."""

    def write(self, value: str) -> str:
        return value


def csv_lines(rows: Rows) -> Iterator[str]:
    """Each row as a line of CSV."""
    writer = csv.writer(_Echo())
    for row in rows:
        yield writer.writerow([harmless(cell) if isinstance(cell, str) else cell for cell in row])


def xlsx(title: str, rows: Rows) -> bytes:
    """A workbook with one sheet, whose first row and column stay in sight."""
    target = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = Workbook(target, options)
    sheet = book.add_worksheet(title.translate(FORBIDDEN).strip()[:TITLE] or None)
    bold, day = book.add_format({"bold": True}), book.add_format({"num_format": "yyyy-mm-dd"})
    for number, row in enumerate(rows):
        for place, cell in enumerate(row):
            _write(sheet, number, place, cell, bold if number == 0 else day if isinstance(cell, date) else None)
    sheet.freeze_panes(1, 1)
    sheet.set_column(0, 0, FIRST)
    sheet.set_column(1, 400, OTHERS)
    book.close()
    return target.getvalue()


def harmless(text: str) -> str:
    """A text that begins like a formula, also in full width, must not become one in a spreadsheet."""
    return f"'{text}" if unicodedata.normalize("NFKC", text).startswith(FORMULA) else text


def _write(sheet: Any, row: int, column: int, cell: Cell, look: object) -> None:
    if isinstance(cell, str):
        sheet.write_string(row, column, cell, look)
    elif isinstance(cell, date):
        sheet.write_datetime(row, column, cell, look)
    elif cell is not None:
        sheet.write_number(row, column, cell, look)
