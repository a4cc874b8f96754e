"""Keeping the index: by ids, in bulk, each call leaving it as the subjects are now.

Whatever is no longer to be found (withdrawn, left, gone) leaves the index by the same call that would renew it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.db.models import Q, QuerySet

from passerelle.lib.clock import now
from passerelle.lib.languages import detect
from passerelle.lib.portions import portions
from passerelle.search import sources
from passerelle.search.analysis import analyse
from passerelle.search.backends import search_backend
from passerelle.search.backends.port import IndexedDocument
from passerelle.search.models import Document, Subject
from passerelle.search.sources import Source

BATCH = 200
LONGEST_TEXT, LONGEST_FILE = 60_000, 120_000


def index_contributions(ids: Iterable[int]) -> None:
    """Renew these contributions with all their replies and files."""
    for batch in batches(ids):
        found = [*sources.contribution_posts(batch), *sources.files(batch)]
        _renew(found, Document.objects.filter(contribution_id__in=batch))


def index_replies(ids: Iterable[int]) -> None:
    """Renew these replies (ids of posts)."""
    for batch in batches(ids):
        _renew(sources.posts(batch), Document.objects.filter(subject=Subject.REPLY, subject_id__in=batch))


def index_files(heads: Iterable[int]) -> None:
    """Renew the files that hang on texts of these contributions."""
    for batch in batches(heads):
        _renew(sources.files(batch), Document.objects.filter(subject=Subject.FILE, contribution_id__in=batch))


def index_people(ids: Iterable[int]) -> None:
    """Renew these people."""
    for batch in batches(ids):
        _renew(sources.people(batch), Document.objects.filter(subject=Subject.PERSON, subject_id__in=batch))


def index_communities(ids: Iterable[int]) -> None:
    """Renew these communities themselves, not what is in them."""
    for batch in batches(ids):
        _renew(sources.communities(batch), Document.objects.filter(subject=Subject.COMMUNITY, subject_id__in=batch))


@transaction.atomic
def _renew(found: Sequence[Source], known: QuerySet[Document]) -> None:
    """Index what was found; what is known and was not found leaves the index."""
    gone = forget_missing(found, known)
    backend = search_backend()
    if found:
        backend.index_many(store(found, now()))
    if gone:
        backend.remove(gone)


def forget_missing(found: Sequence[Source], known: QuerySet[Document]) -> list[int]:
    """Delete the documents of subjects that were not found, and return their ids."""
    kept = {(source.subject.value, source.subject_id) for source in found}
    rows = known.values_list("pk", "subject", "subject_id")
    gone = [pk for pk, subject, subject_id in rows if (subject, subject_id) not in kept]
    if gone:
        Document.objects.filter(pk__in=gone).delete()
    return gone


def store(found: Sequence[Source], at: datetime, *, touch: bool = True) -> list[IndexedDocument]:
    """Write the document rows and return what the engine is to hold.

    Without ``touch`` rows that exist keep their ``indexed_at``.
    """
    unique = ["subject", "subject_id"]
    fixed = {"id", *unique} if touch else {"id", "indexed_at", *unique}
    changing = [field.name for field in Document._meta.fields if field.name not in fixed]
    rows = [_document(source, at) for source in found]
    Document.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=unique, update_fields=changing, batch_size=BATCH
    )
    return [_analysed(row.pk, source) for row, source in zip(rows, found, strict=True)]  # the database told their ids


def analysed(found: Sequence[Source]) -> list[IndexedDocument]:
    """What the engine is to hold of subjects that have their document."""
    ids = _document_ids(found)
    return [_analysed(ids[source.subject.value, source.subject_id], source) for source in found]


def _document_ids(found: Sequence[Source]) -> dict[tuple[str, int], int]:
    wanted = Q(pk__in=[])
    for subject in {source.subject for source in found}:
        wanted |= Q(
            subject=subject, subject_id__in=[source.subject_id for source in found if source.subject == subject]
        )
    rows = Document.objects.filter(wanted).values_list("subject", "subject_id", "pk")
    return {(subject, subject_id): pk for subject, subject_id, pk in rows}


def _document(source: Source, at: datetime) -> Document:
    return Document(
        subject=source.subject,
        subject_id=source.subject_id,
        contribution_id=source.contribution_id,
        community_id=source.community_id,
        kind=source.kind,
        indexed_at=at,
    )


def _analysed(document_id: int, source: Source) -> IndexedDocument:
    return analyse(
        document_id,
        title=source.title,
        text=source.text[: LONGEST_FILE if source.subject == Subject.FILE else LONGEST_TEXT],
        language=_language(source),
        tokens=source.tokens,
        marks=source.all_marks(),
        by_beginnings=source.subject == Subject.PERSON,
        about=source.about,
    )


def _language(source: Source) -> str:
    """Whose endings its words have: what was heard or said when it was written."""
    return source.language or detect(f"{source.title}\n{source.text}", settings.LANGUAGE_CODE)


def batches(ids: Iterable[int]) -> Iterator[list[int]]:
    """Each id once, in order, as many at a time as are read together."""
    return portions(dict.fromkeys(ids), BATCH)
