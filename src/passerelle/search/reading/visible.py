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

Language = tuple[int, str]
"""An id, and what its conversation is written in."""

_REPLY, _FILE, _SUBJECTS = Subject.REPLY.value, Subject.FILE.value, {subject.value: subject for subject in Subject}


class Found(NamedTuple):
    """One thing found and still visible.

    Of a contribution, ``reply_id`` or ``file_id`` says which reply or file fits best, if one does, and ``language`` what it is written in.
    """

    subject: Subject
    subject_id: int
    kind: str
    community_id: int | None
    reply_id: int | None = None
    file_id: int | None = None
    language: str = ""


def visible(actor: Actor, hits: Sequence[Hit]) -> list[Found]:
    """What the hits stand for, in their order, as far as the reader sees it. One query for each sort of thing."""
    looked_at = hits[:MOST]
    ids: dict[str, list[int]] = defaultdict(list)
    for hit in looked_at:
        ids[hit.subject].append(hit.subject_id)
    allowed = {subject: dict(_ALLOWED[subject](actor, wanted)) for subject, wanted in ids.items()}
    return [
        _found(hit, allowed[hit.subject][hit.subject_id]) for hit in looked_at if hit.subject_id in allowed[hit.subject]
    ]


def _found(hit: Hit, language: str) -> Found:
    if hit.contribution_id is None or hit.subject not in (_REPLY, _FILE):
        return Found(_SUBJECTS[hit.subject], hit.subject_id, hit.kind, hit.community_id, language=language)
    return Found(
        Subject.CONTRIBUTION,
        hit.contribution_id,
        hit.kind,
        hit.community_id,
        reply_id=hit.subject_id if hit.subject == _REPLY else None,
        file_id=hit.subject_id if hit.subject == _FILE else None,
        language=language,
    )


@prepared
def _contributions(actor: Actor, ids: Collection[int]) -> QuerySet[Contribution, Language]:
    rows = Contribution.objects.visible_to(actor).filter(pk__in=ids, standing=Standing.PUBLISHED)
    return rows.values_list("pk", "language")


@prepared
def _replies(actor: Actor, ids: Collection[int]) -> QuerySet[Post, Language]:
    rows = Post.objects.visible_to(actor).filter(pk__in=ids, standing=Standing.PUBLISHED)
    return rows.filter(contribution__standing=Standing.PUBLISHED).values_list("pk", "contribution__language")


@prepared
def _files(actor: Actor, ids: Collection[int]) -> QuerySet[Attachment, Language]:
    rows = Attachment.objects.visible_to(actor).filter(pk__in=ids, post__standing=Standing.PUBLISHED)
    rows = rows.filter(post__contribution__standing=Standing.PUBLISHED)
    return rows.values_list("pk", "post__contribution__language")


def _people(actor: Actor, ids: Collection[int]) -> Iterable[Language]:
    return ((pk, "") for pk in present_people(actor, ids))


def _communities(actor: Actor, ids: Collection[int]) -> Iterable[Language]:
    return ((pk, "") for pk in _places(actor, ids))


@prepared
def _places(actor: Actor, ids: Collection[int]) -> QuerySet[Community, int]:
    return Community.objects.visible_to(actor).filter(pk__in=ids).order_by().values_list("pk", flat=True)


_ALLOWED: dict[str, Callable[[Actor, list[int]], Iterable[Language]]] = {
    Subject.CONTRIBUTION: _contributions,
    Subject.REPLY: _replies,
    Subject.FILE: _files,
    Subject.PERSON: _people,
    Subject.COMMUNITY: _communities,
}
