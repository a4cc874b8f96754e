"""What is new under the searches somebody saved: looked for under their rights of this moment, and told once."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction

from passerelle.contributions.models import Contribution, Standing
from passerelle.journal.actor import Actor, person_actor, system_actor
from passerelle.journal.recording import record
from passerelle.lib.clock import now
from passerelle.notifications.models import Notice
from passerelle.people.models import Person
from passerelle.saved_searches.models import SavedSearch
from passerelle.search.reading.finding import contributions_found

MOST_TOLD = 5
"""How many contributions one search tells of in a day; all of them stand on its page."""

FURTHEST = timedelta(days=31)


def due(moment: datetime) -> Iterable[int]:
    """Owners of searches that were not looked at for most of a day."""
    waiting = SavedSearch.objects.filter(tells=True, told_until__lte=moment - timedelta(hours=20))
    return waiting.order_by("owner_id").values_list("owner_id", flat=True).distinct()


@transaction.atomic
def look(owner: Person) -> int:
    """Record an entry for each contribution its owner was not told of yet; returns how many."""
    actor, moment, told = person_actor(owner), now(), 0
    seen = set(
        Notice.objects.filter(person=owner, contribution__isnull=False).values_list("contribution_id", flat=True)
    )
    for saved in SavedSearch.objects.select_for_update().filter(owner=owner, tells=True):
        for found in _new(saved, actor, moment, seen)[:MOST_TOLD]:
            seen.add(found.pk)
            told += 1
            record(
                system_actor(), "contribution.matched", found, contribution_id=found.pk, person=owner.pk, saved=saved.pk
            )
    SavedSearch.objects.filter(owner=owner, tells=True).update(told_until=moment)
    return told


def _new(saved: SavedSearch, actor: Actor, moment: datetime, seen: set[int]) -> list[Contribution]:
    """What appeared since it was looked at, newest first, of others, and not heard of before."""
    since = max(saved.told_until, moment - FURTHEST)
    ids = contributions_found(actor, f"{saved.text} after:{since:%Y-%m-%d}")
    new = Contribution.objects.visible_to(actor).filter(pk__in=ids, standing=Standing.PUBLISHED, created_at__gt=since)
    return [found for found in new.exclude(author_id=actor.own_id).order_by("-created_at") if found.pk not in seen]
