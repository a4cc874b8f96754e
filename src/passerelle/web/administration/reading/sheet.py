"""The journal as a sheet for other tools: one line an entry, in UTC, with ids beside names."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import UTC
from itertools import chain

from passerelle.lib.sheets import Cell, csv_lines
from passerelle.web.administration.reading.journal import EntryLine

COLUMNS = (
    "id at via verb actor_id actor subject_type subject_id subject contribution_id community_id community particulars"
).split()


def rows(lines: Iterable[EntryLine]) -> Iterator[str]:
    """The lines of the sheet, head first."""
    return csv_lines(chain([COLUMNS], map(_cells, lines)))


def _cells(line: EntryLine) -> list[Cell]:
    entry = line.entry
    return [
        entry.pk,
        entry.at.astimezone(UTC).isoformat(timespec="seconds"),
        entry.via,
        entry.verb,
        entry.actor_id,
        line.who.text if line.who else "",
        entry.subject_type,
        entry.subject_id,
        line.what.text if line.what else "",
        entry.contribution_id,
        entry.community_id,
        line.where.text if line.where else "",
        json.dumps(entry.particulars, sort_keys=True),
    ]
