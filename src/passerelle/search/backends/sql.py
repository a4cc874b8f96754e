"""What the two SQL engines share: one table beside ``search_document``, written in batches, swapped by renaming."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from passerelle.lib.portions import portions
from passerelle.search.backends import expressions
from passerelle.search.backends.expressions import Expression
from passerelle.search.backends.levels import levels, narrowed, somewhere
from passerelle.search.backends.port import (
    CANDIDATES,
    COUNTED,
    Frequencies,
    Hit,
    Incomplete,
    IndexedDocument,
    Query,
    Results,
    Term,
)
from passerelle.search.backends.relevance import together, weighed

LIVE, SHADOW = "search_index", "search_index_next"
BATCH = 500
_DOCUMENT = ", ".join(f"document.{column}" for column in Hit._fields[2:])


class SqlBackend(ABC):
    """An engine inside the database; a subclass knows the table and the expressions."""

    key: str
    matches: str  # the condition that takes one expression
    both: str  # what stands between expressions
    either: str
    unless: str
    documents = "JOIN search_document AS document ON document.id = found.id"

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
        """Find documents one of the tokens opens: by levels or by relevance, equal ones newest first. One statement."""
        if not query.tokens:
            return Results()
        found, parameters = self._weighted(query) if query.weights else self._levelled(query)
        rows = self._read(
            f"{found} SELECT found.id, found.score, {_DOCUMENT} FROM found {self.documents}"
            f" ORDER BY found.score DESC, found.id DESC LIMIT {query.limit + 1:d}",
            parameters,
        )
        whole: dict[Any, list[Hit]] = {}
        for hit in map(Hit._make, rows[: query.limit]):
            whole.setdefault(hit.contribution_id or (hit.subject, hit.subject_id), []).append(hit)
        hits = [texts[0] for texts in whole.values()]
        if query.weights:
            scored = (texts[0]._replace(score=together([int(hit.score) for hit in texts])) for texts in whole.values())
            hits = sorted(scored, key=lambda hit: (-hit.score, -hit.document_id))
        return Results(tuple(hits), more=len(rows) > query.limit)

    def among(self, ids: Sequence[int], query: Query) -> list[Hit]:
        """Those of these documents that the query lets through, whatever its terms. One statement."""
        if not ids or not query.tokens:
            return []
        listed = ", ".join(f"{pk:d}" for pk in ids)
        found = f"SELECT {self.key} AS id FROM {LIVE} WHERE {self.matches} AND {self.key} IN ({listed})"
        rows = self._read(
            f"WITH found AS ({found}) SELECT found.id, 0, {_DOCUMENT} FROM found {self.documents}",
            [self._expression(narrowed(query, None))],
        )
        return list(map(Hit._make, rows))

    def frequencies(self, terms: Sequence[Term]) -> Frequencies:
        """How many documents there are, and how many hold each term. One statement."""
        asked = [self._expression(somewhere(term)) for term in terms]
        parts = ["SELECT -1 AS place, max(id) AS held, min(id) AS least FROM search_document"]
        parts += [
            f"SELECT {place:d}, count(*), min(id) FROM ({self._newest(one, COUNTED)}) AS found_{place:d}"
            for place, one in enumerate(asked)
        ]
        (_, newest, oldest), *found = sorted(self._read(" UNION ALL ".join(parts), asked))
        if newest is None:
            return Frequencies(0, (0,) * len(terms))
        documents = newest - oldest + 1
        return Frequencies(documents, tuple(extended(held, least, newest, documents) for _, held, least in found))

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
            self._require_whole_shadow()
            self._tidy(SHADOW)
            self._run(f"DROP TABLE {LIVE}")
            self._rename()

    def _require_whole_shadow(self) -> None:
        """Never swap in an index that lacks a document, as when two rebuilds filled one shadow."""
        lacking = f"SELECT count(*) FROM search_document WHERE id NOT IN (SELECT {self.key} FROM {SHADOW})"
        if missing := self._rows(lacking)[0][0]:
            raise Incomplete(f"{missing} documents are not in the new index; the old one stays.")

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
    def _tidy(self, table: str) -> None:
        """Make a table that was just filled quick to read."""

    @abstractmethod
    def _words(self, lexemes: Sequence[str], *, is_prefix: bool) -> str:
        """Lexemes side by side in this engine's own syntax, each in quotes, so that nothing typed is ever syntax."""

    @abstractmethod
    def _order(self, asked: str) -> str:
        """What the newest documents have the highest of."""

    @abstractmethod
    def _left(self, limit: int, found: Sequence[str]) -> tuple[list[str], str]:
        """Conditions and the limit of a level, given how the numbers are written that the earlier ones found."""

    @abstractmethod
    def _insertion(self, table: str) -> str:
        """The statement that adds or replaces one document."""

    @abstractmethod
    def _row(self, document: IndexedDocument) -> tuple[Any, ...]:
        """The values of that statement."""

    def _expression(self, expression: Expression) -> str:
        """The expression in this engine's own syntax."""
        match expression:
            case expressions.Words(lexemes, is_prefix):
                return self._words(lexemes, is_prefix=is_prefix)
            case expressions.All(parts):
                return f"({self.both.join(map(self._expression, parts))})"
            case expressions.Any(parts):
                return f"({self.either.join(map(self._expression, parts))})"
            case expressions.Without(wanted, unwanted):
                return f"({self._expression(wanted)}{self.unless}{self._expression(unwanted)})"

    def _write(self, table: str, documents: Iterable[IndexedDocument]) -> None:
        for batch in portions(map(self._row, documents), BATCH):
            whole = transaction.atomic(using=self.database.alias, savepoint=False)
            with whole, self.database.cursor() as cursor:
                cursor.executemany(self._insertion(table), batch)

    def _levelled(self, query: Query) -> tuple[str, list[str]]:
        """Level after level, each newest first, none begun once the earlier ones found enough."""
        asked = [self._expression(level) for level in levels(query)]
        names = [f"level_{place}" for place in range(len(asked))]
        parts = [
            f"{name} AS MATERIALIZED ({self._newest(asked[place], query.limit + 1, names[:place])})"
            for place, name in enumerate(names)
        ]
        scored = [f"SELECT id, {len(asked) - place} AS score FROM {name}" for place, name in enumerate(names)]
        return f"WITH {', '.join(parts)}, found AS ({' UNION ALL '.join(scored)})", asked

    def _weighted(self, query: Query) -> tuple[str, list[str]]:
        """The sum of what each document is worth for what it holds."""
        pairs = [(worth, self._expression(expression)) for worth, expression in weighed(query)]
        parts = [
            f"SELECT id, {worth:d} AS worth FROM ({self._newest(asked, CANDIDATES)}) AS term" for worth, asked in pairs
        ]
        found = f"SELECT id, sum(worth) AS score FROM ({' UNION ALL '.join(parts)}) AS terms GROUP BY id"
        return f"WITH found AS ({found})", [asked for _, asked in pairs]

    def _newest(self, asked: str, limit: int, earlier: Sequence[str] = ()) -> str:
        """The newest that match, as many as the earlier levels left, none of theirs again."""
        known = " UNION ALL ".join(f"SELECT id FROM {level}" for level in earlier)
        conditions = [self.matches, *([f"{self.key} NOT IN ({known})"] if earlier else [])]
        left, most = self._left(limit, [f"(SELECT count(*) FROM {level})" for level in earlier])
        return (
            f"SELECT {self.key} AS id FROM {LIVE} WHERE {' AND '.join([*conditions, *left])}"
            f" ORDER BY {self._order(asked)} DESC LIMIT {most}"
        )

    def _read(self, sql: str, parameters: Sequence[Any]) -> list[tuple[Any, ...]]:
        """Ask the index."""
        return self._rows(sql, parameters)

    def _run(self, sql: str) -> None:
        with self.database.cursor() as cursor:
            cursor.execute(sql)

    def _rows(self, sql: str, parameters: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        with self.database.cursor() as cursor:
            cursor.execute(sql, parameters)
            return list(cursor.fetchall())


def extended(held: int, least: int | None, newest: int, documents: int) -> int:
    """How many documents hold a term of which only the newest were counted: as many for each as among those."""
    return held if held < COUNTED or least is None else round(held * documents / (newest - least + 1))
