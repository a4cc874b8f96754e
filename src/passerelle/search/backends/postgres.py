"""PostgreSQL: one table of tsvectors with a GIN index, filled with our own words.

No text search configuration is used: ``simple`` would cut words its own way. In one vector stand the words as
written (title weight A, body C), stems with ``~`` before them (B and D), permission tokens with ``@`` and marks
with ``#``. PostgreSQL's own rank knows no rarity: it chooses the best, BM25 then orders the first RESCORED of them.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import transaction

from passerelle.search.backends.port import Hit, IndexedDocument, Query, Term
from passerelle.search.backends.sql import LIVE, SHADOW, SqlBackend

RESCORED = 150
_COARSE_WEIGHTS = "{0.15, 0.3, 0.45, 1.0}"  # D, C, B, A
_STRENGTHS = {"A": 2.0, "B": 2.0, "C": 0.4, "D": 0.6}
_SATURATION, _LENGTH_SHARE = 1.2, 0.75  # BM25's k1 and b
_LAST_POSITION = 16_383


class PostgresBackend(SqlBackend):
    """The tsvector engine."""

    key = "document_id"
    newest = "document_id + 0"  # not the bare column: walking its index, rare words would be looked for row by row
    matches = "words @@ %s::tsquery"

    def _create(self, table: str) -> None:
        self._run(f"DROP TABLE IF EXISTS {table}")
        columns = "document_id bigint PRIMARY KEY, length integer NOT NULL, words tsvector NOT NULL"
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
        self._run(f"ANALYZE {LIVE}")

    def _ranked(self, query: Query) -> list[Hit]:
        candidates, parameters = self._candidates(query, "document_id", self._expression(query))
        found = self._rows_by_index(f"SELECT document_id FROM {candidates}", parameters)
        hits = [Hit(document_id, 0.0) for (document_id,) in found]
        if len(hits) > RESCORED and query.terms:
            hits = self._coarse(query, hits)
        if not query.terms or any(term.is_prefix for term in query.terms):
            return hits[: query.limit + 1]
        return [*self._rescored(query.terms, hits[:RESCORED]), *hits[RESCORED:]][: query.limit + 1]

    def _coarse(self, query: Query, hits: Sequence[Hit]) -> list[Hit]:
        """The hits in the order of PostgreSQL's own rank."""
        rows = self._rows(
            f"SELECT document_id, ts_rank(%s::float4[], words, %s::tsquery, 1)::float8 AS fit FROM {LIVE}"
            " WHERE document_id = ANY(%s) ORDER BY fit DESC, document_id DESC LIMIT %s",
            [
                _COARSE_WEIGHTS,
                _joined(" | ", map(self._term, query.terms)),
                [hit.document_id for hit in hits],
                max(query.limit, RESCORED) + 1,
            ],
        )
        return [Hit(*row) for row in rows]

    def _rescored(self, terms: Sequence[Term], hits: Sequence[Hit]) -> list[Hit]:
        """The same hits in the order of BM25; one more than the coarse rank, so that they stay before the rest."""
        ids = [hit.document_id for hit in hits]
        lexemes = [lexeme for term in terms for lexeme in _lexemes(term)]
        strengths: dict[int, dict[str, float]] = {document_id: {} for document_id in ids}
        lengths: dict[int, int] = {}
        for document_id, length, lexeme, weights in self._rows(
            f"SELECT document_id, length, lexeme, array_to_string(weights, '') FROM {LIVE}, unnest(words)"
            " WHERE document_id = ANY(%s) AND lexeme = ANY(%s)",
            [ids, lexemes],
        ):
            lengths[document_id] = length
            strengths[document_id][lexeme] = sum(_STRENGTHS[weight] for weight in weights)
        rarities = self._rarities(terms)
        usual = max(1.0, sum(lengths.values()) / max(1, len(lengths)))
        scored = []
        for document_id, held in strengths.items():
            damping = _SATURATION * (1 - _LENGTH_SHARE + _LENGTH_SHARE * lengths.get(document_id, usual) / usual)
            sums = [sum(held.get(lexeme, 0.0) for lexeme in _lexemes(term)) for term in terms]
            score = sum(rarity * held / (held + damping) for rarity, held in zip(rarities, sums, strict=True))
            scored.append(Hit(document_id, 1 + score))
        return sorted(scored, key=lambda hit: (-hit.score, -hit.document_id))

    def _rarities(self, terms: Sequence[Term]) -> list[float]:
        """BM25's inverse document frequency of each term; a single term is as rare as itself."""
        if len(terms) == 1:
            return [1.0]
        total, *counts = self._counts(["true", *[self.matches] * len(terms)], list(map(self._term, terms)))
        return [math.log(1 + (total - count + 0.5) / (count + 0.5)) for count in counts]

    def _expression(self, query: Query) -> str:
        """The tsquery; every lexeme stands in quotes, so nothing typed is ever syntax."""
        parts = [_labels("@", query.tokens), *(_labels("#", marks) for marks in query.marks)]
        parts += [_joined(" | " if query.any_term else " & ", map(self._term, query.terms))]
        parts += [f"!{self._term(term)}" for term in query.excluded]
        return " & ".join(filter(None, parts))

    def _term(self, term: Term) -> str:
        title = "A" if term.in_title else ""
        suffix = f":{'*' if term.is_prefix else ''}{title}".rstrip(":")
        first = [_quoted(word) + (f":{title}" if title else "") for word in term.words[:-1]]
        surface = " <-> ".join([*first, _quoted(term.words[-1]) + suffix])
        stems = [_quoted(f"~{stem}") + (":B" if title else "") for stem in term.stems]
        return _joined(" | ", [f"({surface})", *stems])

    def _counts(self, conditions: Sequence[str], parameters: Sequence[Any]) -> list[int]:
        return list(self._rows_by_index(self._counting(conditions), parameters)[0])

    def _rows_by_index(self, sql: str, parameters: Sequence[Any]) -> list[tuple[Any, ...]]:
        """Read through the index: the planner takes reading a whole table of vectors for cheap, and it is not."""
        with transaction.atomic(using=self.database.alias, savepoint=False):
            self._rows("SELECT set_config('enable_seqscan', 'off', true)")
            rows = self._rows(sql, parameters)
            self._rows("SELECT set_config('enable_seqscan', 'on', true)")
        return rows

    def _insertion(self, table: str) -> str:
        return (
            f"INSERT INTO {table} (document_id, length, words) VALUES (%s, %s, %s::tsvector)"
            " ON CONFLICT (document_id) DO UPDATE SET length = EXCLUDED.length, words = EXCLUDED.words"
        )

    def _row(self, document: IndexedDocument) -> tuple[Any, ...]:
        return document.id, len(document.title) + len(document.body), _vector(document)


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
    lexemes = [f"{_quoted(word)}:{','.join(found)}" for word, found in places.items() if word.strip("~")]
    labels = [f"@{token}" for token in document.tokens] + [f"#{mark}" for mark in document.marks]
    return " ".join([*lexemes, *map(_quoted, labels)])


def _lexemes(term: Term) -> list[str]:
    return [*term.words, *(f"~{stem}" for stem in term.stems)]


def _labels(prefix: str, labels: Iterable[str]) -> str:
    return _joined(" | ", [_quoted(prefix + label) for label in sorted(labels)])


def _joined(operator: str, parts: Iterable[str]) -> str:
    joined = operator.join(parts)
    return f"({joined})" if joined else ""


def _quoted(lexeme: str) -> str:
    return "'" + lexeme.replace("\\", "\\\\").replace("'", "''").replace("\0", "") + "'"
