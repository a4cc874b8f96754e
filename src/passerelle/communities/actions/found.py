"""Start a community, change what it is, close it, open it again."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from django.db import transaction

from passerelle.communities import rules
from passerelle.communities.models import Community, KeyResult, Membership, Objective, Role
from passerelle.communities.reading import forget
from passerelle.journal.actor import Actor
from passerelle.journal.recording import record
from passerelle.lib.clock import now
from passerelle.lib.text import one_line, slugify
from passerelle.people.pictures import drop
from passerelle.topics.models import Topic

FIELDS = frozenset(
    {
        "name",
        "purpose",
        "guidelines",
        "welcome",
        "languages",
        "parent",
        "visibility",
        "joining",
        "contributing",
        "open_to_partners",
        "weekly_messages",
        "blueprint",
        "kinds",
        "cover",
    }
)


@transaction.atomic
def found(*, name: str, purpose: str, by: Actor, topics: Collection[Topic] = (), **fields: Any) -> Community:
    """Start a community; whoever starts it is its first community manager. Raises Refused for guests."""
    rules.may_found(by).require()
    community = Community(name=one_line(name, 80), purpose=one_line(purpose, 240), **_known(fields))
    community.slug = slugify(community.name) or "-"
    community.save(force_insert=True)
    community.topics.set(topics)
    if by.person_id is not None:
        Membership.objects.create(person_id=by.person_id, community=community, role=Role.STEWARD)
        forget(by)
    record(by, "community.founded", community, community_id=community.pk)
    return community


@transaction.atomic
def revise(community: Community, *, by: Actor, topics: Collection[Topic] | None = None, **fields: Any) -> Community:
    """Change name, purpose, policies or texts; raises Refused unless the actor manages the community.

    The entry names the fields, never their content.
    """
    rules.may_steward(community, by).require()
    locked = Community.objects.locked(community.pk)
    for name, value in _known(fields).items():
        setattr(locked, name, value)
    locked.name = one_line(locked.name, 80)
    locked.purpose = one_line(locked.purpose, 240)
    locked.slug = slugify(locked.name) or "-"
    locked.save()
    if topics is not None:
        locked.topics.set(topics)
    record(by, "community.revised", locked, community_id=locked.pk, fields=sorted(fields))
    return locked


@transaction.atomic
def set_cover(community: Community, stored: str, *, by: Actor) -> None:
    """Show another picture over the name (its stored name, empty for none); the old one is deleted once this is sure."""
    before = community.cover
    revise(community, by=by, cover=stored)
    transaction.on_commit(lambda: drop(before))


@transaction.atomic
def set_objectives(community: Community, objectives: Sequence[Mapping[str, Any]], *, by: Actor) -> None:
    """Replace the objectives: ``[{"text": …, "key_results": [{"text": …, "progress": 0..100}]}]``."""
    rules.may_steward(community, by).require()
    community.objectives.all().delete()
    for position, wanted in enumerate(objectives):
        objective = Objective.objects.create(community=community, text=one_line(wanted["text"], 240), position=position)
        KeyResult.objects.bulk_create(
            KeyResult(
                objective=objective,
                text=one_line(result["text"], 240),
                progress=result.get("progress", 0),
                position=place,
            )
            for place, result in enumerate(wanted.get("key_results", ()))
        )
    record(by, "community.objectives_set", community, community_id=community.pk, count=len(objectives))


@transaction.atomic
def archive(community: Community, *, by: Actor) -> None:
    """Close a community: it can be read, not written in."""
    _set_archived(community, by, archived=True)


@transaction.atomic
def reopen(community: Community, *, by: Actor) -> None:
    """Open an archived community again."""
    _set_archived(community, by, archived=False)


def _set_archived(community: Community, by: Actor, *, archived: bool) -> None:
    if not by.is_administrator:
        rules.may_steward(community, by).require()
    community.archived_at = now() if archived else None
    community.save(update_fields=["archived_at"])
    record(by, "community.archived" if archived else "community.reopened", community, community_id=community.pk)


def _known(fields: Mapping[str, Any]) -> dict[str, Any]:
    unknown = set(fields) - FIELDS
    if unknown:
        raise TypeError(f"a community has no field {sorted(unknown)}")
    return dict(fields)
