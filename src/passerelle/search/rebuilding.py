"""The whole index anew, beside the live one."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from passerelle.communities.models import Community
from passerelle.contributions.models import Contribution, Post
from passerelle.lib.clock import now
from passerelle.people.models import Person
from passerelle.search import sources
from passerelle.search.backends import search_backend
from passerelle.search.backends.port import IndexedDocument
from passerelle.search.indexing import analysed, batches, forget_missing, store
from passerelle.search.models import Document, Subject
from passerelle.search.sources import Source

_REASON = "a rebuild reads everything"


@dataclass(frozen=True, slots=True)
class _Stretch:
    """A part of the work: how its subjects are read, and which documents they have."""

    ids: list[int]
    read: Callable[[Collection[int]], list[Source]]
    known: Callable[[Collection[int]], Q]


def rebuild() -> int:
    """Make the whole index anew beside the live one, then swap; returns how many documents it holds.

    Contributions come oldest first, because engines take a higher id for newer. Before a batch is read its documents
    are stamped: whatever a verb renews after that bears a later stamp and is taken over at the swap.
    """
    backend, start = search_backend(), now()
    backend.start_rebuild()
    for stretch in _stretches():
        for batch in batches(stretch.ids):
            known = Document.objects.filter(stretch.known(batch))
            known.update(indexed_at=start)
            with transaction.atomic():
                found = stretch.read(batch)
                forget_missing(found, known)
                documents = store(found, start, touch=False)
            backend.feed_rebuild(documents)
    Document.objects.filter(indexed_at__lt=start).delete()
    backend.finish_rebuild(_late(start))
    return backend.size()


def _stretches() -> Iterator[_Stretch]:
    people = Person.objects.order_by("pk")
    communities = Community.objects.unscoped(_REASON).order_by("pk")
    heads = Contribution.objects.unscoped(_REASON).order_by("created_at", "pk")
    yield _Stretch(list(people.values_list("pk", flat=True)), sources.people, _of(Subject.PERSON))
    yield _Stretch(list(communities.values_list("pk", flat=True)), sources.communities, _of(Subject.COMMUNITY))
    yield _Stretch(list(heads.values_list("pk", flat=True)), _texts_and_files, lambda ids: Q(contribution_id__in=ids))


def _texts_and_files(heads: Collection[int]) -> list[Source]:
    return [*sources.contribution_posts(heads), *sources.files(heads)]


def _of(subject: Subject) -> Callable[[Collection[int]], Q]:
    return lambda ids: Q(subject=subject, subject_id__in=ids)


def _late(start: datetime) -> Iterator[IndexedDocument]:
    """What verbs renewed while the shadow was filled; read when the engine asks, behind its lock."""
    rows = list(Document.objects.filter(indexed_at__gt=start).values_list("subject", "subject_id"))
    ids = {subject: [pk for named, pk in rows if named == subject] for subject in Subject}
    bodies = Post.objects.unscoped(_REASON).filter(contribution_id__in=ids[Subject.CONTRIBUTION], is_body=True)
    yield from analysed(sources.people(ids[Subject.PERSON]))
    yield from analysed(sources.communities(ids[Subject.COMMUNITY]))
    yield from analysed(sources.files_of(ids[Subject.FILE]))
    yield from analysed(sources.posts([*ids[Subject.REPLY], *bodies.values_list("pk", flat=True)]))
