"""Which of the documents found this reader may really see: the index may be stale, this is not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from passerelle.communities.models import Community
from passerelle.contributions.models import Contribution, Post, Standing
from passerelle.journal.actor import Actor
from passerelle.people.models import Person
from passerelle.search.backends.port import Hit
from passerelle.search.models import Subject


@dataclass(frozen=True, slots=True)
class Found:
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
    allowed = {subject: _allowed(actor, Subject(subject), wanted) for subject, wanted in ids.items()}
    found: dict[tuple[str, int], Found] = {}
    for hit in hits:
        if hit.subject_id in allowed[hit.subject]:
            one = _found(hit)
            found.setdefault((one.subject, one.subject_id), one)
    return list(found.values())


def _allowed(actor: Actor, subject: Subject, ids: Collection[int]) -> frozenset[int]:
    if subject == Subject.CONTRIBUTION:
        rows = Contribution.objects.visible_to(actor).filter(pk__in=ids, standing=Standing.PUBLISHED)
        return frozenset(rows.values_list("pk", flat=True))
    if subject == Subject.REPLY:
        replies = Post.objects.visible_to(actor).filter(pk__in=ids, standing=Standing.PUBLISHED)
        return frozenset(replies.filter(contribution__standing=Standing.PUBLISHED).values_list("pk", flat=True))
    if subject == Subject.PERSON:
        return frozenset(Person.objects.visible_to(actor).present().filter(pk__in=ids).values_list("pk", flat=True))
    return frozenset(Community.objects.visible_to(actor).filter(pk__in=ids).values_list("pk", flat=True))


def _found(hit: Hit) -> Found:
    if hit.subject == Subject.REPLY and hit.contribution_id is not None:
        return Found(Subject.CONTRIBUTION, hit.contribution_id, hit.kind, hit.community_id, reply_id=hit.subject_id)
    return Found(Subject(hit.subject), hit.subject_id, hit.kind, hit.community_id)
