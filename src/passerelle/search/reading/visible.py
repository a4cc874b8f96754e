"""Which of the documents found this reader may really see: the index may be stale, this is not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from typing import NamedTuple

from django.db.models import QuerySet

from passerelle.communities.models import Community
from passerelle.contributions.models import Contribution, Post, Standing
from passerelle.journal.actor import Actor
from passerelle.lib.prepared import prepared
from passerelle.search.backends.port import Hit
from passerelle.search.models import Subject
from passerelle.search.reading.people import present_people


class Found(NamedTuple):
    """One thing found and still visible. Of a contribution, ``reply_id`` says which reply fits best, if one does."""

    subject: Subject
    subject_id: int
    kind: str
    community_id: int | None
    reply_id: int | None = None


def visible(actor: Actor, hits: Sequence[Hit]) -> list[Found]:
    """What the hits stand for, in their order; a conversation is one result however many of its texts fit. Four queries."""
    ids: dict[str, list[int]] = defaultdict(list)
    for hit in hits:
        ids[hit.subject].append(hit.subject_id)
    allowed = {subject: frozenset(_ALLOWED[subject](actor, wanted)) for subject, wanted in ids.items()}
    found: dict[tuple[str, int], Found] = {}
    for hit in hits:
        key = hit.subject, hit.subject_id
        if hit.subject == Subject.REPLY and hit.contribution_id is not None:
            key = Subject.CONTRIBUTION, hit.contribution_id
        if key not in found and hit.subject_id in allowed[hit.subject]:
            reply = hit.subject_id if hit.subject == Subject.REPLY else None
            found[key] = Found(Subject(key[0]), key[1], hit.kind, hit.community_id, reply)
    return list(found.values())


@prepared
def _contributions(actor: Actor, ids: Collection[int]) -> QuerySet[Contribution, int]:
    rows = Contribution.objects.visible_to(actor).filter(pk__in=ids, standing=Standing.PUBLISHED)
    return rows.values_list("pk", flat=True)


@prepared
def _replies(actor: Actor, ids: Collection[int]) -> QuerySet[Post, int]:
    rows = Post.objects.visible_to(actor).filter(pk__in=ids, standing=Standing.PUBLISHED)
    return rows.filter(contribution__standing=Standing.PUBLISHED).values_list("pk", flat=True)


@prepared
def _communities(actor: Actor, ids: Collection[int]) -> QuerySet[Community, int]:
    return Community.objects.visible_to(actor).filter(pk__in=ids).order_by().values_list("pk", flat=True)


_ALLOWED: dict[str, Callable[[Actor, list[int]], Iterable[int]]] = {
    Subject.CONTRIBUTION: _contributions,
    Subject.REPLY: _replies,
    Subject.PERSON: present_people,
    Subject.COMMUNITY: _communities,
}
