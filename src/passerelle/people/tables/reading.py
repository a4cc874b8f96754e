"""From the bytes of a CSV file to rows with their line numbers, however it was saved."""

from __future__ import annotations

import codecs
import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from io import StringIO

from django.utils.translation import gettext as _

from passerelle.lib.text import clean
from passerelle.people.names import folded

LARGEST = 3 * 1024 * 1024
MOST_ROWS = 20_000
_DELIMITERS = {";": "semicolon", ",": "comma", "\t": "tab"}


class Unreadable(ValueError):
    """The file as a whole cannot be read; the message is a sentence."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row: the line it begins on, its cells by column, and whether it has more cells than the head."""

    line: int
    cells: Mapping[str, str]
    is_ragged: bool = False

    def __getitem__(self, column: str) -> str:
        """The cell, empty where the table has no such column."""
        return self.cells.get(column, "")


@dataclass(slots=True)
class Table:
    """What was read, the text it was read from, and what one should know about how."""

    columns: frozenset[str]
    rows: list[Row]
    text: str
    notes: list[str] = field(default_factory=list)


def read_table(content: bytes, *, columns: Mapping[str, Sequence[str]], required: Sequence[str]) -> Table:
    """Read a table with these columns (each with its other names); raises Unreadable with a sentence."""
    if len(content) > LARGEST:
        raise Unreadable(_("This file is larger than %(limit)s MB.") % {"limit": LARGEST // 1024 // 1024})
    text, notes = _decoded(content)
    text = text.replace("\r\n", "\n").replace("\r", "\n")  # some programs still end lines as old Macs did
    head = text.lstrip("\n").partition("\n")[0]
    delimiter = max(_DELIMITERS, key=head.count)
    names, unknown = _named(_cells(head, delimiter), columns)
    if missing := [name for name in required if name not in names]:
        raise Unreadable(_("The first line must name the columns. Missing: %(names)s.") % {"names": ", ".join(missing)})
    if unknown:
        notes.append(_("Columns that are not read: %(names)s.") % {"names": ", ".join(unknown)})
    return Table(frozenset(name for name in names if name), list(_rows(text, names, delimiter)), text, notes)


def _decoded(content: bytes) -> tuple[str, list[str]]:
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return content.decode("utf-16", errors="replace"), []
    if b"\0" in content:
        raise Unreadable(_("This is not a text file. Save the table as CSV, then try again."))
    try:
        return content.decode("utf-8-sig"), []
    except UnicodeDecodeError:
        note = _(
            "The file is not UTF-8: it was read as Latin-1, as older office programs write it. Look at the accents."
        )
        return content.decode("cp1252", errors="replace"), [note]


def _cells(head: str, delimiter: str) -> list[str]:
    try:
        return next(csv.reader([head], delimiter=delimiter), [])
    except csv.Error as error:
        raise Unreadable(_unreadable(1)) from error


def _unreadable(line: int) -> str:
    return _("Line %(line)s cannot be read: a quotation mark is missing, or a cell is too long.") % {"line": line}


def _named(head: Sequence[str], columns: Mapping[str, Sequence[str]]) -> tuple[list[str], list[str]]:
    """The column each cell of the head stands for (empty for none), and the heads nobody knows."""
    known = {folded(other).replace(" ", "_"): name for name, others in columns.items() for other in (name, *others)}
    names = [known.get(folded(cell).replace(" ", "_"), "") for cell in head]
    if twice := sorted({name for name in names if name and names.count(name) > 1}):
        raise Unreadable(_("The first line names a column twice: %(names)s.") % {"names": ", ".join(twice)})
    return names, [cell.strip()[:40] for cell, name in zip(head, names, strict=True) if not name and cell.strip()]


def _rows(text: str, names: Sequence[str], delimiter: str) -> Iterator[Row]:
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter)
    begins, seen_head, count = 1, False, 0
    try:
        for cells in reader:
            line, begins = begins, reader.line_num + 1
            if not any(cell.strip() for cell in cells):
                continue
            if not seen_head:
                seen_head = True
                continue
            count += 1
            if count > MOST_ROWS:
                raise Unreadable(_("More than %(limit)s rows: cut the table in parts.") % {"limit": MOST_ROWS})
            pairs = {name: clean(cell).strip() for name, cell in zip(names, cells, strict=False) if name}
            yield Row(line, pairs, is_ragged=any(cell.strip() for cell in cells[len(names) :]))
    except csv.Error as error:
        raise Unreadable(_unreadable(begins)) from error
