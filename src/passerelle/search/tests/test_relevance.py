"""The order of a sentence: the same on every engine."""

from __future__ import annotations

import pytest

from passerelle.lib.clock import now
from passerelle.search.analysis import analyse, term
from passerelle.search.backends import search_backend
from passerelle.search.backends.port import Query
from passerelle.search.backends.relevance import together
from passerelle.search.backends.sql import extended
from passerelle.search.models import Document, Subject
from passerelle.search.typed import parse
from passerelle.search.widening import find

pytestmark = pytest.mark.django_db


@pytest.fixture
def backend():
    return search_backend()


def _known(*ids: int) -> None:
    for pk in ids:
        Document.objects.create(pk=pk, subject=Subject.REPLY, subject_id=pk, indexed_at=now())


def test_a_sentence_ranks_by_what_tells_most_however_old(backend):
    _known(*range(51, 58))
    texts = {
        51: ("Pompe", "La pompe perd de l'huile par le joint usé."),
        52: ("Rien", "Comment ranger les clés de la pompe."),
        53: ("Rien", "Comment est la clé."),
        54: ("Rien", "Le joint du mur est fissuré."),
        55: ("Rien", "Comment dire."),
    }
    backend.index_many(
        analyse(pk, title=title, text=text, language="fr", tokens=["o"], marks=[])
        for pk, (title, text) in texts.items()
    )
    backend.index_many([
        analyse(56, title="", text="Remplacez-le.", about="Joint de pompe", language="fr", tokens=["o"], marks=[]),
        analyse(57, title="", text="La pompe et son joint.", language="fr", tokens=["c5"], marks=[]),
    ])  # fmt: skip
    terms = tuple(term(run) for run in parse("changer le joint d'une pompe").wanted)
    found = find(backend, Query(tokens=frozenset("o"), terms=terms))
    assert [hit.document_id for hit in found.hits] == [51, 56, 54, 52]
    alone = backend.query(Query(tokens=frozenset("o"), terms=(term(("joint",)),))).hits
    assert [hit.document_id for hit in alone] == [54, 51]


def test_how_many_documents_hold_a_word(backend):
    _known(*range(61, 71))
    backend.index_many(
        analyse(pk, title="", text="tiroir" if pk % 2 else "clé", language="fr", tokens=["o"], marks=[])
        for pk in range(61, 71)
    )
    terms = [term((word,)) for word in ("tiroir", "clés", "absent")]
    assert backend.frequencies(terms) == (10, (5, 5, 0))


def test_a_common_word_is_counted_by_how_dense_its_newest_documents_are():
    assert [extended(held, 401, 1000, 1000) for held in (499, 500)] == [499, 833]


def test_the_texts_of_a_conversation_stand_together():
    assert [together(scores) for scores in ([100], [100, 50, 50, 50])] == [100, 130]
