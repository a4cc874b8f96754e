"""PostgreSQL: one table of tsvectors with a GIN index, filled with our own words.

No text search configuration is used: ``simple`` would cut words its own way. The signs of the port stand before the lexemes; only
words have places. Nothing is weighted or ranked by PostgreSQL: for both it would read every vector that matches.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import transaction

from passerelle.search.backends.port import BORDER, IndexedDocument
from passerelle.search.backends.sql import LIVE, SHADOW, SqlBackend

_LAST_POSITION = 16_383
_SIDE_BY_SIDE, _BEGUN = " <-> ", ":*"


class PostgresBackend(SqlBackend):
    """The tsvector engine."""

    key = "document_id"
    matches = "words @@ %s::tsquery"
    both, either, unless = " & ", " | ", " & !"
    # One after the other: left to itself, the planner reads all documents for a few hundred.
    documents = "CROSS JOIN LATERAL (SELECT * FROM search_document WHERE id = found.id OFFSET 0) AS document"

    def _create(self, table: str) -> None:
        self._run(f"DROP TABLE IF EXISTS {table}")
        columns = "document_id bigint PRIMARY KEY, words tsvector NOT NULL"
        self._run(f"CREATE TABLE {table} ({columns})")
        if self._rows("SELECT 'lz4' = ANY(enumvals) FROM pg_settings WHERE name = 'default_toast_compression'") == [
            (True,)
        ]:
            self._run(f"ALTER TABLE {table} ALTER COLUMN words SET COMPRESSION lz4")  # read twice as fast
        self._run(f"CREATE INDEX {table}_words ON {table} USING gin (words)")

    def _close_to_writers(self) -> None:
        self._run(f"LOCK TABLE {LIVE} IN EXCLUSIVE MODE")

    def _rename(self) -> None:
        self._run(f"ALTER TABLE {SHADOW} RENAME TO {LIVE}")
        self._run(f"ALTER INDEX {SHADOW}_words RENAME TO {LIVE}_words")
        self._run(f"ALTER INDEX {SHADOW}_pkey RENAME TO {LIVE}_pkey")

    def _tidy(self, table: str) -> None:
        self._run(f"ANALYZE {table}")

    def _words(self, lexemes: Sequence[str], *, is_prefix: bool) -> str:
        return f"({_SIDE_BY_SIDE.join(map(_quoted, lexemes))}{_BEGUN if is_prefix else ''})"

    def _order(self, asked: str) -> str:
        """By its own column, so that a common word is looked for from the newest backwards and a rare one in the index.

        Which is which the planner knows from the words it counted. Of words side by side or only begun it takes many to be there, and
        would walk all the way for a few: those it may look for in the index only.
        """
        return "document_id + 0" if _SIDE_BY_SIDE in asked or _BEGUN in asked else self.key

    def _left(self, limit: int, found: Sequence[str]) -> tuple[list[str], str]:
        """A condition, looked at once: the planner takes a limit for what it is only when it is a plain number."""
        return ([f"{' + '.join(found)} < {limit:d}"] if found else []), f"{limit:d}"

    def _read(self, sql: str, parameters: Sequence[Any]) -> list[tuple[Any, ...]]:
        """Ask the index; of words side by side through the index alone, since reading a whole table of vectors is not cheap."""
        if not any(_SIDE_BY_SIDE in str(asked) for asked in parameters):
            return self._rows(sql, parameters)
        with transaction.atomic(using=self.database.alias, savepoint=False):
            self._rows("SELECT set_config('enable_seqscan', 'off', true)")
            rows = self._rows(sql, parameters)
            self._rows("SELECT set_config('enable_seqscan', 'on', true)")
        return rows

    def _insertion(self, table: str) -> str:
        return (
            f"INSERT INTO {table} (document_id, words) VALUES (%s, %s::tsvector)"
            " ON CONFLICT (document_id) DO UPDATE SET words = EXCLUDED.words"
        )

    def _row(self, document: IndexedDocument) -> tuple[Any, ...]:
        return document.id, _vector(document)


def _vector(document: IndexedDocument) -> str:
    """The text form of a tsvector; the border takes a place of its own."""
    places: dict[str, list[str]] = {}
    for position, word in enumerate(document.words, 1):
        if word != BORDER:
            places.setdefault(word, []).append(str(min(position, _LAST_POSITION)))
    placed = [f"{_quoted(word)}:{','.join(found)}" for word, found in places.items()]
    return " ".join([*placed, *map(_quoted, [*document.lexemes, *document.labels])])


def _quoted(lexeme: str) -> str:
    return "'" + lexeme.replace("\\", "\\\\").replace("'", "''").replace("\0", "") + "'"
