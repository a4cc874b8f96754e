"""The journal as a sheet for other tools: one line an entry, in UTC, with ids beside names."""

from __future__ import annotations

import csv
import json
import unicodedata
from collections.abc import Iterable, Iterator
from datetime import UTC

from passerelle.web.administration.reading.journal import EntryLine

COLUMNS = (
    "id at via verb actor_id actor subject_type subject_id subject contribution_id community_id community particulars"
).split()

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


class _Echo:
    """A file that hands back what is written to it."""

    def write(self, value: str) -> str:
        return value


def rows(lines: Iterable[EntryLine]) -> Iterator[str]:
    """The lines of the sheet, head first."""
    writer = csv.writer(_Echo())
    yield writer.writerow(COLUMNS)
    for line in lines:
        yield writer.writerow(_cells(line))


def _cells(line: EntryLine) -> list[str | int | None]:
    entry = line.entry
    return [
        entry.pk,
        entry.at.astimezone(UTC).isoformat(timespec="seconds"),
        entry.via,
        entry.verb,
        entry.actor_id,
        _harmless(line.who.text if line.who else ""),
        entry.subject_type,
        entry.subject_id,
        _harmless(line.what.text if line.what else ""),
        entry.contribution_id,
        entry.community_id,
        _harmless(line.where.text if line.where else ""),
        json.dumps(entry.particulars, sort_keys=True),
    ]


def _harmless(text: str) -> str:
    """A name that begins like a formula, also in full width, must not become one in a spreadsheet."""
    return f"'{text}" if unicodedata.normalize("NFKC", text).startswith(FORMULA) else text
