"""A collection put into the real index, and each of its questions asked through the real port."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from passerelle.exchange.evaluation.search.collection import Asked, Collection
from passerelle.lib.clock import now
from passerelle.lib.languages import detect
from passerelle.lib.portions import portions
from passerelle.search.analysis import analyse, term
from passerelle.search.backends import search_backend
from passerelle.search.backends.port import Hit, IndexedDocument, Query
from passerelle.search.meaning.directions import directions, read_of
from passerelle.search.meaning.embedder import Embedder, embedder
from passerelle.search.meaning.nearest import nearest
from passerelle.search.meaning.wanted import has_meanings
from passerelle.search.models import Document, Subject, Vector
from passerelle.search.typed import parse
from passerelle.search.widening import find

EVERYBODY = "o"
PORTION = 16
Text = tuple[int, str, str, str]
"""Its conversation, its own title, its text, the title of what it replies to."""


def store(collection: Collection) -> None:
    """Empty the index, then put the collection into it."""
    backend = search_backend()
    Document.objects.all().delete()  # and their vectors
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
    if (model := embedder()) is not None:
        read = {row.pk: read_of(title, about, body) for row, (_, title, body, about) in zip(rows, texts, strict=True)}
        _mean(model, read)
    backend.index_many(_document(row.pk, text, collection.language) for row, text in zip(rows, texts, strict=True))


def by_words(question: Asked) -> list[int]:
    """The conversations found, best first."""
    return _found(find(search_backend(), _query(question)).hits)


def by_meanings(question: Asked) -> list[int]:
    """What is near, whatever its words."""
    return _found(nearest(search_backend(), _query(question), question.text))


def by_both(question: Asked) -> list[int]:
    """What somebody who types the question is shown."""
    return _found(find(search_backend(), _query(question), question.text).hits)


def ways() -> Mapping[str, Callable[[Asked], list[int]]]:
    """The ways there are here."""
    return {"words": by_words} | ({"meanings": by_meanings, "both": by_both} if has_meanings() else {})


def _query(question: Asked) -> Query:
    """What is asked where the question does not stand already."""
    itself = frozenset() if question.itself is None else frozenset({_mark(question.itself)})
    terms = tuple(term(run) for run in parse(question.text).wanted)
    return Query(frozenset({EVERYBODY}), terms, without=itself)


def _mark(place: int) -> str:
    return f"c{place}"


def _found(hits: Sequence[Hit]) -> list[int]:
    return [hit.contribution_id - 1 for hit in hits if hit.contribution_id]


def _mean(model: Embedder, read: dict[int, tuple[str, ...]]) -> None:
    moment = now()
    for batch in portions(read, PORTION):
        made = model.embed([text for pk in batch for text in read[pk]])
        Vector.objects.bulk_create(
            Vector(document_id=pk, model=model.name, made_at=moment, data=data)
            for pk, data in zip(batch, directions([read[pk] for pk in batch], made), strict=True)
        )


def _texts(collection: Collection) -> Iterator[Text]:
    for head, whole in enumerate(collection.conversations):
        yield head, whole.title, whole.text, ""
        yield from ((head, "", reply, whole.title) for reply in whole.replies)


def _document(pk: int, text: Text, language: str) -> IndexedDocument:
    head, title, body, about = text
    told = detect("\n".join((title, about, body)), default=language)
    return analyse(pk, title=title, text=body, about=about, language=told, tokens=[EVERYBODY], marks=[_mark(head)])
