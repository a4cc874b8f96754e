"""Which of the documents found this reader may really see: the index may be stale, this is not."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from passerelle.communities.models import Community
from passerelle.contributions.models import Contribution, Post, Standing
from passerelle.journal.actor import Actor
from passerelle.people.models import Person
from passerelle.search.backends.port import Hit
from passerelle.search.models import Document, Subject


@dataclass(frozen=True, slots=True)
class Found:
    """One thing found and still visible. Of a contribution, ``reply_id`` says which reply fits best, if one does."""

    subject: Subject
    subject_id: int
    kind: str
    community_id: int | None
    reply_id: int | None = None


def visible(actor: Actor, hits: Sequence[Hit]) -> list[Found]:
    """What the hits stand for, in their order; a conversation is one result however many of its texts fit. Five queries."""
    documents = Document.objects.in_bulk([hit.document_id for hit in hits])
    ordered = [documents[hit.document_id] for hit in hits if hit.document_id in documents]
    allowed = {subject: _allowed(actor, subject, _ids(ordered, subject)) for subject in Subject}
    found: dict[tuple[Subject, int], Found] = {}
    for document in ordered:
        if document.subject_id in allowed[Subject(document.subject)]:
            one = _found(document)
            found.setdefault((one.subject, one.subject_id), one)
    return list(found.values())


def _ids(documents: Sequence[Document], subject: Subject) -> list[int]:
    return [document.subject_id for document in documents if document.subject == subject]


def _allowed(actor: Actor, subject: Subject, ids: Collection[int]) -> frozenset[int]:
    if not ids:
        return frozenset()
    if subject == Subject.CONTRIBUTION:
        rows = Contribution.objects.visible_to(actor).filter(pk__in=ids, standing=Standing.PUBLISHED)
        return frozenset(rows.values_list("pk", flat=True))
    if subject == Subject.REPLY:
        replies = Post.objects.visible_to(actor).filter(pk__in=ids, standing=Standing.PUBLISHED)
        return frozenset(replies.filter(contribution__standing=Standing.PUBLISHED).values_list("pk", flat=True))
    if subject == Subject.PERSON:
        return frozenset(Person.objects.visible_to(actor).filter(pk__in=ids, left_at=None).values_list("pk", flat=True))
    return frozenset(Community.objects.visible_to(actor).filter(pk__in=ids).values_list("pk", flat=True))


def _found(document: Document) -> Found:
    if document.subject == Subject.REPLY and document.contribution_id is not None:
        place = (Subject.CONTRIBUTION, document.contribution_id, document.kind, document.community_id)
        return Found(*place, reply_id=document.subject_id)
    return Found(Subject(document.subject), document.subject_id, document.kind, document.community_id)
