"""A collection put into the real index, and each of its questions asked through the real port."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from passerelle.exchange.evaluation.search.collection import Asked, Collection
from passerelle.lib.clock import now
from passerelle.lib.languages import detect
from passerelle.search.analysis import analyse, term
from passerelle.search.backends import search_backend
from passerelle.search.backends.port import IndexedDocument, Query
from passerelle.search.models import Document, Subject
from passerelle.search.stems import LANGUAGES
from passerelle.search.typed import parse
from passerelle.search.widening import find

EVERYBODY = "o"
Text = tuple[int, str, str, str]
"""Its conversation, its own title, its text, the title of what it replies to."""


def store(collection: Collection) -> None:
    """Empty the index, then put the collection into it."""
    backend = search_backend()
    Document.objects.all().delete()
    backend.create()
    texts = list(_texts(collection))
    rows = Document.objects.bulk_create(
        Document(
            subject=Subject.REPLY if about else Subject.CONTRIBUTION,
            subject_id=place,
            contribution_id=head + 1,
            indexed_at=now(),
        )
        for place, (head, _, _, about) in enumerate(texts)
    )
    backend.index_many(_document(row.pk, text, collection.language) for row, text in zip(rows, texts, strict=True))


def by_words(question: Asked) -> list[int]:
    """The conversations found, best first, without the question itself."""
    terms = tuple(term(run) for run in parse(question.text).wanted)
    hits = find(search_backend(), Query(tokens=frozenset({EVERYBODY}), terms=terms)).hits
    return [
        hit.contribution_id - 1 for hit in hits if hit.contribution_id and hit.contribution_id - 1 != question.itself
    ]


def _texts(collection: Collection) -> Iterator[Text]:
    for head, whole in enumerate(collection.conversations):
        yield head, whole.title, whole.text, ""
        yield from ((head, "", reply, whole.title) for reply in whole.replies)


def _document(pk: int, text: Text, language: str) -> IndexedDocument:
    _, title, body, about = text
    told = detect("\n".join((title, about, body)), default=language, among=LANGUAGES)
    return analyse(pk, title=title, text=body, about=about, language=told, tokens=[EVERYBODY], marks=[])


def orders(questions: Sequence[Asked]) -> list[list[int]]:
    """What is found for each question."""
    return list(map(by_words, questions))
