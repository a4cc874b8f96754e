"""One digest per table, over every value of every row: what came back is what was taken."""

from __future__ import annotations

import datetime
import decimal
import hashlib
import json
import uuid
from collections.abc import Iterable, Sequence
from typing import Any, Protocol

from passerelle.exchange.backups.manifest import Table

PORTION = 1_000


class Cursor(Protocol):
    """What both databases' cursors have."""

    def execute(self, query: str, params: Any = ...) -> Any:
        """Run a query."""

    def fetchmany(self, size: int = ...) -> Sequence[Sequence[Any]]:
        """The next rows."""


def table_digest(cursor: Cursor, table: str, key: Iterable[str]) -> Table:
    """Count and digest the rows of a table, in the order of its primary key."""
    order = ", ".join(map(_quoted, key)) or "1"
    cursor.execute(f"SELECT * FROM {_quoted(table)} ORDER BY {order}")  # noqa: S608  # names of our own tables, quoted
    digest, count = hashlib.sha256(), 0
    while portion := cursor.fetchmany(PORTION):
        for row in portion:
            digest.update(json.dumps(row, default=_plain, sort_keys=True, ensure_ascii=False).encode() + b"\n")
        count += len(portion)
    return Table(rows=count, sha256=digest.hexdigest())


def _plain(value: object) -> str:
    if isinstance(value, bytes | memoryview):
        return bytes(value).hex()
    if isinstance(value, datetime.datetime) and value.tzinfo is not None:
        return value.astimezone(datetime.UTC).isoformat()
    if isinstance(value, datetime.date | datetime.time | datetime.timedelta | decimal.Decimal | uuid.UUID):
        return str(value)
    raise TypeError(f"a column holds {type(value).__name__}")


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
