"""One order of words and of meanings: which of the two leads, and that nothing either found is lost."""

from __future__ import annotations

import pytest

from passerelle.lib.clock import now
from passerelle.search.analysis import analyse, term
from passerelle.search.backends import search_backend
from passerelle.search.backends.port import Hit, Query, Results
from passerelle.search.models import Document, Subject
from passerelle.search.widening import both, rank


def _hits(names: str) -> tuple[Hit, ...]:
    return tuple(Hit(ord(name), 0, "contribution", ord(name), ord(name), None, "update") for name in names)


@pytest.mark.parametrize(
    ("lead", "order"),
    [(0.5, "abcxy"), (0.08, "abcxy"), (0.06, "cabxy"), (0.0, "cxyab")],
)
def test_meanings_count_for_less_the_clearer_the_best_hit_by_words_leads(lead, order):
    fused = both(Results(_hits("abc"), more=True, lead=lead), _hits("cxy"))
    assert ("".join(chr(hit.document_id) for hit in fused.hits), fused.more) == (order, True)
    scores = [hit.score for hit in fused.hits]
    assert scores == sorted(scores, reverse=True)
    assert scores[-1] > 0


def test_one_of_the_two_alone_is_the_order():
    words, meanings = Results(_hits("ab"), lead=0.5), _hits("xy")
    assert both(words, ()) is words
    assert [hit.document_id for hit in both(Results(), meanings).hits] == [hit.document_id for hit in meanings]


@pytest.mark.django_db
def test_the_lead_is_a_share_of_all_that_was_asked_unknown_words_too():
    texts = {81: "Der Riemen der Pumpe", 82: "Die Pumpe", 83: "Der Riemen der Pumpe"}
    for pk, text in texts.items():
        Document.objects.create(pk=pk, subject=Subject.REPLY, subject_id=pk, indexed_at=now())
        tokens = ["o"] if pk < 83 else ["c5"]
        search_backend().index_many([analyse(pk, title="", text=text, language="de", tokens=tokens, marks=[])])

    def lead(asked: str, *tokens: str) -> float:
        return rank(search_backend(), Query(frozenset(tokens), tuple(term((word,)) for word in asked.split()))).lead

    assert lead("pumpe riemen", "o") > 2 * lead("pumpe riemen kupplung getriebe", "o") > 0
    assert lead("pumpe riemen", "o", "c5") == lead("kupplung getriebe", "o") == lead("pumpe", "x") == 0
    assert 0 < lead("riemen", "o") <= 1
