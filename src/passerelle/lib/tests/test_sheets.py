"""Tables for other tools hold what was typed, as text."""

from __future__ import annotations

import io
from datetime import date
from decimal import Decimal

import pytest
from openpyxl import load_workbook

from passerelle.lib.sheets import csv_lines, harmless, xlsx


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@x", "\tx", "\rx", "＝1"])
def test_what_begins_like_a_formula_stays_text(text):
    assert harmless(text) == f"'{text}"
    assert next(iter(csv_lines([["a", text]]))).lstrip('"').startswith("a,")


def test_other_texts_and_numbers_stay_as_they_are():
    assert list(csv_lines([["Ourlet, demain", 3, Decimal("1.50"), None, date(2026, 1, 2)]])) == [
        '"Ourlet, demain",3,1.50,,2026-01-02\r\n'
    ]


def test_a_workbook_reads_back_as_it_was_written():
    rows = [["Name", "Day"], ["=SUM(A1)", date(2026, 1, 2), Decimal("1.5"), None, "https://orsel.example", "12"]]
    sheet = load_workbook(io.BytesIO(xlsx("A: [title] that is far too long for a sheet", rows))).active
    assert sheet.title == "A   title  that is far too long"
    told = [cell.value.date() if cell.is_date else cell.value for cell in sheet[2]]
    assert told == ["=SUM(A1)", date(2026, 1, 2), 1.5, None, "https://orsel.example", "12"]
    assert (sheet["A2"].data_type, sheet["E2"].hyperlink, sheet.freeze_panes) == ("s", None, "B2")
