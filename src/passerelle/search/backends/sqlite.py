"""SQLite: one FTS5 table without a copy of the texts, permission tokens as a column of it.

BM25 weighs a title above a body and a word as written in a title above its stem. The index drives the query and reads
newest first, so a word in most documents is ranked among the newest CANDIDATES only.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from passerelle.search.backends.port import CANDIDATES, Hit, IndexedDocument, Query, Results, Term

LIVE, SHADOW = "search_index", "search_index_next"
_COLUMNS = "title, title_stems, body, body_stems, tokens, marks"
_WEIGHTS = "4.0, 2.5, 1.0, 1.0, 0.0, 0.0"
_BATCH = 500


class SqliteBackend:
    """The FTS5 engine."""

    def __init__(self, database: BaseDatabaseWrapper) -> None:
        """Live in this database."""
        self.database = database

    def create(self) -> None:
        """Make the empty index; what was there is dropped."""
        self._create(LIVE)

    def drop(self) -> None:
        """Remove the index."""
        self._run(f"DROP TABLE IF EXISTS {LIVE}")

    def index_many(self, documents: Iterable[IndexedDocument]) -> None:
        """Add documents or replace those with the same id."""
        self._write(LIVE, documents)

    def remove(self, ids: Iterable[int]) -> None:
        """Forget documents; unknown ids are fine."""
        with self.database.cursor() as cursor:
            cursor.executemany(f"DELETE FROM {LIVE} WHERE rowid = %s", [(document_id,) for document_id in ids])

    def query(self, query: Query) -> Results:
        """Find documents one of the tokens opens, best first, equal ones newest first."""
        if not query.tokens:
            return Results()
        score = f"-bm25({LIVE}, {_WEIGHTS})" if query.terms else "0.0"
        join, parameters = "", [_match(query)]
        for bound, comparison in ((query.after, ">="), (query.before, "<")):
            if bound is not None:
                join += f" AND document.created_at {comparison} %s"
                parameters.append(self.database.ops.adapt_datetimefield_value(bound))
        source = f"{LIVE} CROSS JOIN search_document AS document" if join else LIVE
        join = f" AND document.id = {LIVE}.rowid{join}" if join else ""
        rows = self._rows(
            f"SELECT id, score FROM (SELECT {LIVE}.rowid AS id, {score} AS score FROM {source}"
            f" WHERE {LIVE} MATCH %s{join} ORDER BY {LIVE}.rowid DESC LIMIT {CANDIDATES})"
            f" ORDER BY score DESC, id DESC LIMIT {int(query.limit) + 1}",
            parameters,
        )
        return Results(tuple(Hit(*row) for row in rows[: query.limit]), more=len(rows) > query.limit)

    def frequencies(self, terms: Sequence[Term]) -> list[int]:
        """How many documents hold each term, counted up to CANDIDATES."""
        sql = f"SELECT count(*) FROM (SELECT 1 FROM {LIVE} WHERE {LIVE} MATCH %s LIMIT {CANDIDATES})"
        return [int(self._rows(sql, [_term(term)])[0][0]) for term in terms]

    def start_rebuild(self) -> None:
        """Begin an empty shadow index; the live one goes on answering."""
        self._create(SHADOW)

    def feed_rebuild(self, documents: Iterable[IndexedDocument]) -> None:
        """Put documents into the shadow."""
        self._write(SHADOW, documents)

    def finish_rebuild(self, late: Iterable[IndexedDocument]) -> None:
        """Add what changed meanwhile, drop what is gone, and put the shadow in the live one's place at once."""
        with transaction.atomic(using=self.database.alias):
            self._write(SHADOW, late)
            self._run(f"DELETE FROM {SHADOW} WHERE rowid NOT IN (SELECT id FROM search_document)")
            self._run(f"DROP TABLE {LIVE}")
            self._run(f"ALTER TABLE {SHADOW} RENAME TO {LIVE}")

    def size(self) -> int:
        """How many documents the index holds."""
        return int(self._rows(f"SELECT count(*) FROM {LIVE}", [])[0][0])

    def _create(self, table: str) -> None:
        self._run(f"DROP TABLE IF EXISTS {table}")
        self._run(
            f"CREATE VIRTUAL TABLE {table} USING fts5({_COLUMNS}, content='', contentless_delete=1,"
            " tokenize='unicode61 remove_diacritics 2', prefix='2 3')"
        )

    def _write(self, table: str, documents: Iterable[IndexedDocument]) -> None:
        rows = (
            (
                document.id,
                " ".join(document.title),
                " ".join(document.title_stems),
                " ".join(document.body),
                " ".join(document.body_stems),
                " ".join(document.tokens),
                " ".join(document.marks),
            )
            for document in documents
        )
        sql = f"INSERT OR REPLACE INTO {table}(rowid, {_COLUMNS}) VALUES (%s, %s, %s, %s, %s, %s, %s)"
        for batch in _batches(rows):
            with transaction.atomic(using=self.database.alias), self.database.cursor() as cursor:
                cursor.executemany(sql, batch)

    def _run(self, sql: str) -> None:
        with self.database.cursor() as cursor:
            cursor.execute(sql)

    def _rows(self, sql: str, parameters: list[str]) -> list[tuple[int, float]]:
        with self.database.cursor() as cursor:
            cursor.execute(sql, parameters)
            return list(cursor.fetchall())


def _match(query: Query) -> str:
    """The FTS5 expression; every word stands in quotes, so nothing typed is ever syntax."""
    parts = [f"tokens : ({' OR '.join(map(_quoted, sorted(query.tokens)))})"]
    parts += [f"marks : ({' OR '.join(map(_quoted, sorted(marks)))})" for marks in query.marks]
    if query.terms:
        joined = (" OR " if query.any_term else " AND ").join(map(_term, query.terms))
        parts.insert(0, f"({joined})")
    expression = " AND ".join(parts)
    for term in query.excluded:
        expression = f"({expression}) NOT {_term(term)}"
    return expression


def _term(term: Term) -> str:
    star = " *" if term.is_prefix else ""
    columns = ("title", "title_stems") if term.in_title else ("title body", "title_stems body_stems")
    surface = f"{{{columns[0]}}} : {_quoted(' '.join(term.words))}{star}"
    if not term.stems:
        return f"({surface})"
    stems = " OR ".join(map(_quoted, term.stems))
    return f"({surface} OR {{{columns[1]}}} : ({stems}))"


def _quoted(words: str) -> str:
    return '"' + words.replace('"', "").replace("\0", "") + '"'


def _batches(rows: Iterable[tuple[int, str, str, str, str, str, str]]) -> Iterator[list[tuple[int, str, str, str, str, str, str]]]:
    pending = iter(rows)
    while batch := list(islice(pending, _BATCH)):
        yield batch
