"""SQLite: one FTS5 table of one column, without a copy of the texts.

The signs of the port are letters to its tokenizer, so a word of a title or a token is a word of its own and no column has to be
looked at. FTS5 reads newest first as it goes; a level stops when enough is found. Its own rank is not used: ``bm25`` reads every
document that holds a word of the question, the reader's tokens included, before it says anything of the first.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from passerelle.search.backends.port import BORDER, SIGNS, IndexedDocument
from passerelle.search.backends.sql import LIVE, SHADOW, SqlBackend


class SqliteBackend(SqlBackend):
    """The FTS5 engine."""

    key = "rowid"
    matches = f"{LIVE} MATCH %s"
    both, either, unless = " AND ", " OR ", " NOT "

    def _create(self, table: str) -> None:
        self._run(f"DROP TABLE IF EXISTS {table}")
        tokenizer = f"unicode61 remove_diacritics 0 tokenchars '{SIGNS}'"
        self._run(
            f"CREATE VIRTUAL TABLE {table} USING fts5(words, content='', contentless_delete=1, tokenize=\"{tokenizer}\")"
        )

    def _close_to_writers(self) -> None:
        """Nothing to do: a transaction of SQLite keeps all other writers out."""

    def _rename(self) -> None:
        self._run(f"ALTER TABLE {SHADOW} RENAME TO {LIVE}")

    def _tidy(self, table: str) -> None:
        self._run(f"INSERT INTO {table}({table}) VALUES ('optimize')")  # one segment: each word is looked up once

    def _words(self, lexemes: Sequence[str], *, is_prefix: bool) -> str:
        return _quoted(" ".join(lexemes)) + (" *" if is_prefix else "")

    def _order(self, asked: str) -> str:
        return self.key

    def _left(self, limit: int, found: Sequence[str]) -> tuple[list[str], str]:
        """A smaller limit; of nothing the index is not even opened."""
        return [], " - ".join([f"{limit:d}", *found])

    def _insertion(self, table: str) -> str:
        return f"INSERT OR REPLACE INTO {table}(rowid, words) VALUES (%s, %s)"

    def _row(self, document: IndexedDocument) -> tuple[Any, ...]:
        return document.id, " ".join([*document.words, BORDER, *document.lexemes, *document.labels])


def _quoted(words: str) -> str:
    return '"' + words.replace('"', "").replace("\0", "") + '"'
