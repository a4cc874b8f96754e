"""What the two SQL engines share: one table beside ``search_document``, written in batches, swapped by renaming."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from passerelle.search.backends.port import CANDIDATES, Hit, IndexedDocument, Query, Results, Term

LIVE, SHADOW = "search_index", "search_index_next"
BATCH = 500


class SqlBackend(ABC):
    """An engine inside the database; a subclass knows the table, the expression and the rank."""

    key: str
    newest: str  # what the newest documents have the highest of
    matches: str  # the condition that takes one expression

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
            cursor.executemany(f"DELETE FROM {LIVE} WHERE {self.key} = %s", [(document_id,) for document_id in ids])

    def query(self, query: Query) -> Results:
        """Find documents one of the tokens opens, best first, equal ones newest first."""
        if not query.tokens:
            return Results()
        hits = self._ranked(query)
        return Results(tuple(hits[: query.limit]), more=len(hits) > query.limit)

    def frequencies(self, terms: Sequence[Term]) -> list[int]:
        """How many documents hold each term, counted up to CANDIDATES."""
        return self._counts([self.matches] * len(terms), [self._term(term) for term in terms]) if terms else []

    def start_rebuild(self) -> None:
        """Begin an empty shadow index; the live one goes on answering."""
        self._create(SHADOW)

    def feed_rebuild(self, documents: Iterable[IndexedDocument]) -> None:
        """Put documents into the shadow."""
        self._write(SHADOW, documents)

    def finish_rebuild(self, late: Iterable[IndexedDocument]) -> None:
        """Add what changed meanwhile, drop what is gone, and put the shadow in the live one's place at once."""
        with transaction.atomic(using=self.database.alias):
            self._close_to_writers()
            self._write(SHADOW, late)
            self._run(f"DELETE FROM {SHADOW} WHERE {self.key} NOT IN (SELECT id FROM search_document)")
            self._run(f"DROP TABLE {LIVE}")
            self._rename()

    def size(self) -> int:
        """How many documents the index holds."""
        return int(self._rows(f"SELECT count(*) FROM {LIVE}")[0][0])

    @abstractmethod
    def _create(self, table: str) -> None:
        """Make an empty table, dropping one of the same name."""

    @abstractmethod
    def _close_to_writers(self) -> None:
        """Hold other writers of the live index until the swap."""

    @abstractmethod
    def _rename(self) -> None:
        """Let the shadow bear the live name."""

    @abstractmethod
    def _ranked(self, query: Query) -> list[Hit]:
        """The best hits, one more than asked for when there are more."""

    @abstractmethod
    def _term(self, term: Term) -> str:
        """A term as an expression of this engine."""

    @abstractmethod
    def _insertion(self, table: str) -> str:
        """The statement that adds or replaces one document."""

    @abstractmethod
    def _row(self, document: IndexedDocument) -> tuple[Any, ...]:
        """The values of that statement."""

    def _write(self, table: str, documents: Iterable[IndexedDocument]) -> None:
        for batch in _batches(map(self._row, documents)):
            with transaction.atomic(using=self.database.alias), self.database.cursor() as cursor:
                cursor.executemany(self._insertion(table), batch)

    def _candidates(self, query: Query, columns: str, expression: str) -> tuple[str, list[Any]]:
        """The newest CANDIDATES documents that match, as a subquery; dates are read beside the index."""
        bounds = [(query.after, ">="), (query.before, "<")]
        dated = [(moment, sign) for moment, sign in bounds if moment is not None]
        source = f"{LIVE} CROSS JOIN search_document AS document" if dated else LIVE
        where = [self.matches, *([f"document.id = {LIVE}.{self.key}"] if dated else [])]
        where += [f"document.created_at {sign} %s" for _, sign in dated]
        sql = (
            f"(SELECT {columns} FROM {source} WHERE {' AND '.join(where)}"
            f" ORDER BY {self.newest} DESC LIMIT {CANDIDATES}) AS candidate"
        )
        moments = [self.database.ops.adapt_datetimefield_value(moment) for moment, _ in dated]
        return sql, [expression, *moments]

    def _counts(self, conditions: Sequence[str], parameters: Sequence[Any]) -> list[int]:
        return list(self._rows(self._counting(conditions), parameters)[0])

    def _counting(self, conditions: Sequence[str]) -> str:
        counted = (
            f"(SELECT count(*) FROM (SELECT 1 FROM {LIVE} WHERE {condition} LIMIT {CANDIDATES}) AS found)"
            for condition in conditions
        )
        return f"SELECT {', '.join(counted)}"

    def _run(self, sql: str) -> None:
        with self.database.cursor() as cursor:
            cursor.execute(sql)

    def _rows(self, sql: str, parameters: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        with self.database.cursor() as cursor:
            cursor.execute(sql, parameters)
            return list(cursor.fetchall())


def _batches(rows: Iterable[tuple[Any, ...]]) -> Iterator[list[tuple[Any, ...]]]:
    pending = iter(rows)
    while batch := list(islice(pending, BATCH)):
        yield batch
