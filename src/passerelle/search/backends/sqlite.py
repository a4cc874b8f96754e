"""SQLite: one FTS5 table without a copy of the texts, permission tokens as a column of it.

BM25 weighs a title above a body and, in a title, a word as written above its stem. The index drives the query and
reads newest first, so of a word in most documents the newest CANDIDATES are ranked.
"""

from __future__ import annotations

from typing import Any

from passerelle.search.backends.port import Hit, IndexedDocument, Query, Term
from passerelle.search.backends.sql import LIVE, SHADOW, SqlBackend

_COLUMNS = "title, title_stems, body, body_stems, tokens, marks"
_WEIGHTS = "4.0, 2.5, 1.0, 1.0, 0.0, 0.0"


class SqliteBackend(SqlBackend):
    """The FTS5 engine."""

    key = "rowid"
    newest = f"{LIVE}.rowid"
    matches = f"{LIVE} MATCH %s"

    def _create(self, table: str) -> None:
        self._run(f"DROP TABLE IF EXISTS {table}")
        self._run(
            f"CREATE VIRTUAL TABLE {table} USING fts5({_COLUMNS}, content='', contentless_delete=1,"
            " tokenize='unicode61 remove_diacritics 2', prefix='2 3')"
        )

    def _close_to_writers(self) -> None:
        """Nothing to do: a transaction of SQLite keeps all other writers out."""

    def _rename(self) -> None:
        self._run(f"ALTER TABLE {SHADOW} RENAME TO {LIVE}")

    def _ranked(self, query: Query) -> list[Hit]:
        score = f"-bm25({LIVE}, {_WEIGHTS})" if query.terms else "0.0"
        columns = f"{LIVE}.rowid AS id, {score} AS score"
        candidates, parameters = self._candidates(query, columns, self._expression(query))
        sql = f"SELECT id, score FROM {candidates} ORDER BY score DESC, id DESC LIMIT {int(query.limit) + 1}"
        return [Hit(*row) for row in self._rows(sql, parameters)]

    def _expression(self, query: Query) -> str:
        """The FTS5 expression; every word stands in quotes, so nothing typed is ever syntax."""
        parts = (
            [f"({(' OR ' if query.any_term else ' AND ').join(map(self._term, query.terms))})"] if query.terms else []
        )
        parts += [f"marks : ({_any(marks)})" for marks in query.marks]
        expression = " AND ".join([*parts, f"tokens : ({_any(query.tokens)})"])
        for term in query.excluded:
            expression = f"({expression}) NOT {self._term(term)}"
        return expression

    def _term(self, term: Term) -> str:
        star = " *" if term.is_prefix else ""
        written, stemmed = ("title", "title_stems") if term.in_title else ("title body", "title_stems body_stems")
        surface = f"{{{written}}} : {_quoted(' '.join(term.words))}{star}"
        return f"({surface} OR {{{stemmed}}} : ({_any(term.stems)}))" if term.stems else f"({surface})"

    def _insertion(self, table: str) -> str:
        return f"INSERT OR REPLACE INTO {table}(rowid, {_COLUMNS}) VALUES (%s, %s, %s, %s, %s, %s, %s)"

    def _row(self, document: IndexedDocument) -> tuple[Any, ...]:
        texts = (document.title, document.title_stems, document.body, document.body_stems)
        return (document.id, *map(" ".join, texts), " ".join(document.tokens), " ".join(document.marks))


def _any(words: frozenset[str] | tuple[str, ...]) -> str:
    return " OR ".join(map(_quoted, sorted(words)))


def _quoted(words: str) -> str:
    return '"' + words.replace('"', "").replace("\0", "") + '"'
