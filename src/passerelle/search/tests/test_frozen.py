"""Sixty questions with known answers, in five languages: what changes the ranking for the worse is seen here. Words alone, no meanings."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from passerelle.lib.clock import now
from passerelle.science.retrieval import recall, reciprocal_rank
from passerelle.search.analysis import analyse, term
from passerelle.search.backends import search_backend
from passerelle.search.backends.port import Query
from passerelle.search.models import Document, Subject
from passerelle.search.typed import parse
from passerelle.search.widening import find

pytestmark = pytest.mark.django_db
SET = json.loads((Path(__file__).parent / "frozen.json").read_text())


def test_the_right_answer_is_among_the_first_five():
    documents, asked = [], []
    for language, texts in SET.items():
        for title, text, questions in texts:
            row = Document.objects.create(subject=Subject.REPLY, subject_id=len(documents), indexed_at=now())
            documents.append(analyse(row.pk, title=title, text=text, language=language, tokens=["o"], marks=[]))
            asked += [(language, question, row.pk) for question in questions]
    search_backend().index_many(documents)
    ranked = [(language, question, right, _order(question)) for language, question, right in asked]
    assert len(ranked) == 60
    for language in SET:
        own = [(order, {right}) for one, _, right, order in ranked if one == language]
        assert sum(recall(order, right, 5) for order, right in own) / len(own) >= 0.9, language
        assert sum(reciprocal_rank(order, right) for order, right in own) / len(own) >= 0.9, language


def _order(question: str) -> list[int]:
    terms = tuple(term(run) for run in parse(question).wanted)
    return [hit.document_id for hit in find(search_backend(), Query(frozenset("o"), terms)).hits]
