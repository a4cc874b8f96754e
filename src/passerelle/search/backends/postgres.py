"""PostgreSQL: one table of tsvectors with a GIN index, filled with our own words.

No text search configuration is used: ``simple`` would cut words its own way. The signs of the port stand before the lexemes; only
words have places. Nothing is weighted or ranked by PostgreSQL: for both it reads the vectors again, which lie aside.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import transaction

from passerelle.search.backends import expressions
from passerelle.search.backends.expressions import Expression
from passerelle.search.backends.port import BORDER, MARK, TOKEN, IndexedDocument
from passerelle.search.backends.sql import LIVE, SHADOW, SqlBackend

_LAST_POSITION = 16_383


class PostgresBackend(SqlBackend):
    """The tsvector engine."""

    key = "document_id"
    newest = "document_id + 0"  # not the bare column: walking its index, rare words would be looked for row by row
    matches = "words @@ %s::tsquery"

    def _create(self, table: str) -> None:
        self._run(f"DROP TABLE IF EXISTS {table}")
        columns = "document_id bigint PRIMARY KEY, words tsvector NOT NULL"
        self._run(f"CREATE TABLE {table} ({columns}) WITH (toast_tuple_target = 128)")  # vectors aside, rows are small
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

    def _expression(self, expression: Expression) -> str:
        """The tsquery; every lexeme stands in quotes, so nothing typed is ever syntax."""
        match expression:
            case expressions.Words(lexemes, is_prefix):
                return f"({' <-> '.join(map(_quoted, lexemes))}{':*' if is_prefix else ''})"
            case expressions.All(parts):
                return f"({' & '.join(map(self._expression, parts))})"
            case expressions.Any(parts):
                return f"({' | '.join(map(self._expression, parts))})"
            case expressions.Without(wanted, unwanted):
                return f"({self._expression(wanted)} & !{self._expression(unwanted)})"

    def _read(self, sql: str, parameters: Sequence[Any]) -> list[tuple[Any, ...]]:
        """Read through the index: the planner takes reading a whole table of vectors for cheap, and it is not."""
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
    labels = [*(TOKEN + token for token in document.tokens), *(MARK + mark for mark in document.marks)]
    placed = [f"{_quoted(word)}:{','.join(found)}" for word, found in places.items()]
    return " ".join([*placed, *map(_quoted, [*document.lexemes, *labels])])


def _quoted(lexeme: str) -> str:
    return "'" + lexeme.replace("\\", "\\\\").replace("'", "''").replace("\0", "") + "'"
