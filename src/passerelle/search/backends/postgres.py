"""PostgreSQL: one table of tsvectors with a GIN index, filled with our own words.

No text search configuration is used: ``simple`` would cut words its own way. In one vector stand the words as
written (title weight A, body C), stems with ``~`` before them (B and D), permission tokens with ``@`` and marks
with ``#``. PostgreSQL's own rank knows no rarity: it chooses the best, BM25 then orders the first of them.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from passerelle.search.backends.port import CANDIDATES, Hit, IndexedDocument, Query, Results, Term

LIVE, SHADOW = "search_index", "search_index_next"
_WEIGHTS = "{0.15, 0.3, 0.45, 1.0}"  # D, C, B, A
_STRENGTHS = {"A": 2.0, "B": 2.0, "C": 0.4, "D": 0.6}
RESCORED = 150
_BATCH = 500
_LAST_POSITION = 16_383


class PostgresBackend:
    """The tsvector engine."""

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
        self._run(f"DELETE FROM {LIVE} WHERE document_id = ANY(%s)", [list(ids)])

    def query(self, query: Query) -> Results:
        """Find documents one of the tokens opens, best first, equal ones newest first."""
        if not query.tokens:
            return Results()
        where, parameters = "words @@ %s::tsquery", [_match(query)]
        for bound, comparison in ((query.after, ">="), (query.before, "<")):
            if bound is not None:
                where += f" AND document.created_at {comparison} %s"
                parameters.append(bound)
        dated = query.after is not None or query.before is not None
        source = f"{LIVE} JOIN search_document AS document ON document.id = document_id" if dated else LIVE
        fit = "ts_rank(%s::float4[], words, %s::tsquery, 1)::float8" if query.terms else "0.0::float8"
        fit_parameters = [_WEIGHTS, _any(query.terms)] if query.terms else []
        rows = self._rows(
            f"SELECT document_id, {fit} AS fit FROM (SELECT document_id, words FROM {source}"
            f" WHERE {where} ORDER BY document_id DESC LIMIT {CANDIDATES}) AS candidate"
            f" ORDER BY fit DESC, document_id DESC LIMIT {max(query.limit, RESCORED) + 1}",
            [*fit_parameters, *parameters],
        )
        hits = self._rescored(query.terms, [Hit(*row) for row in rows])
        return Results(tuple(hits[: query.limit]), more=len(rows) > query.limit)

    def frequencies(self, terms: Sequence[Term]) -> list[int]:
        """How many documents hold each term, counted up to CANDIDATES."""
        return self._counts(["words @@ %s::tsquery"] * len(terms), [_term(term) for term in terms])

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
            self._run(f"DELETE FROM {SHADOW} WHERE NOT EXISTS (SELECT 1 FROM search_document WHERE id = document_id)")
            self._run(f"DROP TABLE {LIVE}")
            self._run(f"ALTER TABLE {SHADOW} RENAME TO {LIVE}")
            self._run(f"ALTER INDEX {SHADOW}_words RENAME TO {LIVE}_words")
            self._run(f"ALTER INDEX {SHADOW}_pkey RENAME TO {LIVE}_pkey")
        self._run(f"ANALYZE {LIVE}")

    def size(self) -> int:
        """How many documents the index holds."""
        return int(self._rows(f"SELECT count(*) FROM {LIVE}", [])[0][0])

    def _create(self, table: str) -> None:
        self._run(f"DROP TABLE IF EXISTS {table}")
        self._run(f"CREATE TABLE {table} (document_id bigint PRIMARY KEY, length integer NOT NULL, words tsvector NOT NULL)")
        self._run(f"CREATE INDEX {table}_words ON {table} USING gin (words)")

    def _rescored(self, terms: Sequence[Term], hits: list[Hit]) -> list[Hit]:
        """The hits with the first RESCORED of them put in the order of BM25."""
        best, rest = hits[:RESCORED], hits[RESCORED:]
        if not best or not terms or any(term.is_prefix for term in terms):
            return hits
        lexemes = [lexeme for term in terms for lexeme in _lexemes(term)]
        held: dict[int, dict[str, float]] = {hit.document_id: {} for hit in best}
        lengths: dict[int, int] = {}
        for document_id, length, lexeme, weights in self._rows(
            f"SELECT document_id, length, lexeme, array_to_string(weights, '') FROM {LIVE}, unnest(words)"
            " WHERE document_id = ANY(%s) AND lexeme = ANY(%s)",
            [list(held), lexemes],
        ):
            held[document_id][lexeme] = sum(_STRENGTHS[weight] for weight in weights)
            lengths[document_id] = length
        total, *counts = self._counts(["true", *["words @@ %s::tsquery"] * len(terms)], [_term(term) for term in terms])
        usual = sum(lengths.values()) / max(len(lengths), 1)
        scored = []
        for document_id, strengths in held.items():
            damping = 1.2 * (0.25 + 0.75 * lengths.get(document_id, usual) / max(usual, 1))
            score = 0.0
            for term, count in zip(terms, counts, strict=True):
                strength = sum(strengths.get(lexeme, 0.0) for lexeme in _lexemes(term))
                score += math.log(1 + (total - count + 0.5) / (count + 0.5)) * strength / (strength + damping)
            scored.append(Hit(document_id, 1 + score))
        return [*sorted(scored, key=lambda hit: (-hit.score, -hit.document_id)), *rest]

    def _counts(self, conditions: Sequence[str], parameters: list[Any]) -> list[int]:
        counted = [f"(SELECT count(*) FROM (SELECT 1 FROM {LIVE} WHERE {where} LIMIT {CANDIDATES}) AS found)" for where in conditions]
        return list(self._rows(f"SELECT {', '.join(counted)}", parameters)[0])

    def _write(self, table: str, documents: Iterable[IndexedDocument]) -> None:
        rows = [(document.id, len(document.title) + len(document.body), _vector(document)) for document in documents]
        sql = (
            f"INSERT INTO {table} (document_id, length, words) VALUES (%s, %s, %s::tsvector)"
            " ON CONFLICT (document_id) DO UPDATE SET length = EXCLUDED.length, words = EXCLUDED.words"
        )
        for start in range(0, len(rows), _BATCH):
            with transaction.atomic(using=self.database.alias), self.database.cursor() as cursor:
                cursor.executemany(sql, rows[start : start + _BATCH])

    def _run(self, sql: str, parameters: list[Any] | None = None) -> None:
        with self.database.cursor() as cursor:
            cursor.execute(sql, parameters)

    def _rows(self, sql: str, parameters: list[Any]) -> list[tuple[Any, ...]]:
        with self.database.cursor() as cursor:
            cursor.execute(sql, parameters)
            return list(cursor.fetchall())


def _vector(document: IndexedDocument) -> str:
    """The text form of a tsvector; the body starts a step after the title so that no phrase spans both."""
    places: dict[str, list[str]] = {}
    start = len(document.title) + 2
    for prefix, weight, first, words in (
        ("", "A", 1, document.title),
        ("~", "B", 1, document.title_stems),
        ("", "C", start, document.body),
        ("~", "", start, document.body_stems),
    ):
        for position, word in enumerate(words, first):
            places.setdefault(prefix + word, []).append(f"{min(position, _LAST_POSITION)}{weight}")
    labels = [f"@{token}" for token in document.tokens] + [f"#{mark}" for mark in document.marks]
    lexemes = [f"{_quoted(word)}:{','.join(found)}" for word, found in places.items() if word.strip("~")]
    return " ".join([*lexemes, *map(_quoted, labels)])


def _match(query: Query) -> str:
    """The tsquery; every lexeme stands in quotes, so nothing typed is ever syntax."""
    parts = ["(" + " | ".join(_quoted(f"@{token}") for token in sorted(query.tokens)) + ")"]
    parts += ["(" + " | ".join(_quoted(f"#{mark}") for mark in sorted(marks)) + ")" for marks in query.marks]
    if query.terms:
        parts.append("(" + (" | " if query.any_term else " & ").join(map(_term, query.terms)) + ")")
    parts += [f"!{_term(term)}" for term in query.excluded]
    return " & ".join(parts)


def _term(term: Term) -> str:
    return "(" + " | ".join(filter(None, (_surface(term), _stems(term)))) + ")"


def _any(terms: Sequence[Term]) -> str:
    return " | ".join(map(_term, terms))


def _lexemes(term: Term) -> list[str]:
    return [*term.words, *(f"~{stem}" for stem in term.stems)]


def _surface(term: Term) -> str:
    title = "A" if term.in_title else ""
    first, last = term.words[:-1], term.words[-1]
    star = "*" if term.is_prefix else ""
    suffixes = [f":{title}" if title else ""] * len(first) + [f":{star}{title}" if star or title else ""]
    return "(" + " <-> ".join(_quoted(word) + suffix for word, suffix in zip((*first, last), suffixes, strict=True)) + ")"


def _stems(term: Term) -> str:
    title = ":B" if term.in_title else ""
    return "(" + " | ".join(_quoted(f"~{stem}") + title for stem in term.stems) + ")" if term.stems else ""


def _quoted(lexeme: str) -> str:
    return "'" + lexeme.replace("\\", "\\\\").replace("'", "''").replace("\0", "") + "'"
