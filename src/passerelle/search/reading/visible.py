"""Which of the documents found this reader may really see: the index may be stale, this is not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from typing import NamedTuple

from django.db.models import QuerySet

from passerelle.communities.models import Community
from passerelle.contributions.models import Attachment, Contribution, Post, Standing
from passerelle.journal.actor import Actor
from passerelle.lib.prepared import prepared
from passerelle.search.backends.port import Hit
from passerelle.search.models import Subject
from passerelle.search.reading.people import present_people

MOST = 100
"""The most results of one search."""

_REPLY, _FILE, _SUBJECTS = Subject.REPLY.value, Subject.FILE.value, {subject.value: subject for subject in Subject}


class Found(NamedTuple):
    """One thing found and still visible. Of a contribution, ``reply_id`` or ``file_id`` says which reply or file fits best, if one does."""

    subject: Subject
    subject_id: int
    kind: str
    community_id: int | None
    reply_id: int | None = None
    file_id: int | None = None


def visible(actor: Actor, hits: Sequence[Hit]) -> list[Found]:
    """What the hits stand for, in their order, as far as the reader sees it. One query for each sort of thing."""
    looked_at = hits[:MOST]
    ids: dict[str, list[int]] = defaultdict(list)
    for hit in looked_at:
        ids[hit.subject].append(hit.subject_id)
    allowed = {subject: frozenset(_ALLOWED[subject](actor, wanted)) for subject, wanted in ids.items()}
    return [_found(hit) for hit in looked_at if hit.subject_id in allowed[hit.subject]]


def _found(hit: Hit) -> Found:
    if hit.subject == _REPLY and hit.contribution_id is not None:
        return Found(Subject.CONTRIBUTION, hit.contribution_id, hit.kind, hit.community_id, reply_id=hit.subject_id)
    if hit.subject == _FILE and hit.contribution_id is not None:
        return Found(Subject.CONTRIBUTION, hit.contribution_id, hit.kind, hit.community_id, file_id=hit.subject_id)
    return Found(_SUBJECTS[hit.subject], hit.subject_id, hit.kind, hit.community_id)


@prepared
def _contributions(actor: Actor, ids: Collection[int]) -> QuerySet[Contribution, int]:
    rows = Contribution.objects.visible_to(actor).filter(pk__in=ids, standing=Standing.PUBLISHED)
    return rows.values_list("pk", flat=True)


@prepared
def _replies(actor: Actor, ids: Collection[int]) -> QuerySet[Post, int]:
    rows = Post.objects.visible_to(actor).filter(pk__in=ids, standing=Standing.PUBLISHED)
    return rows.filter(contribution__standing=Standing.PUBLISHED).values_list("pk", flat=True)


@prepared
def _files(actor: Actor, ids: Collection[int]) -> QuerySet[Attachment, int]:
    rows = Attachment.objects.visible_to(actor).filter(pk__in=ids, post__standing=Standing.PUBLISHED)
    return rows.filter(post__contribution__standing=Standing.PUBLISHED).values_list("pk", flat=True)


@prepared
def _communities(actor: Actor, ids: Collection[int]) -> QuerySet[Community, int]:
    return Community.objects.visible_to(actor).filter(pk__in=ids).order_by().values_list("pk", flat=True)


_ALLOWED: dict[str, Callable[[Actor, list[int]], Iterable[int]]] = {
    Subject.CONTRIBUTION: _contributions,
    Subject.REPLY: _replies,
    Subject.FILE: _files,
    Subject.PERSON: present_people,
    Subject.COMMUNITY: _communities,
}
