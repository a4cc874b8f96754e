"""When contributions changed as all their readers see it: not by replies, which some of them do not hear."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db.models import QuerySet

from passerelle.contributions.models import Contribution
from passerelle.journal.actor import Actor
from passerelle.lib.prepared import prepared


def changed_at(actor: Actor, ids: Collection[int]) -> dict[int, datetime]:
    """When each was brought or last rewritten; one query."""
    return {pk: edited or created for pk, created, edited in _moments(actor, ids)} if ids else {}


@prepared
def _moments(actor: Actor, ids: Collection[int]) -> QuerySet[Contribution, tuple[int, datetime, datetime | None]]:
    rows = Contribution.objects.visible_to(actor).filter(pk__in=ids)
    return rows.values_list("pk", "created_at", "body__edited_at")
