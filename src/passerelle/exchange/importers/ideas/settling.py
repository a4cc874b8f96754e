"""Where the ideas will live: the community they are brought into, its people, and a topic for each theme."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.conf import settings
from django.db import transaction
from django.utils.translation import get_language, gettext

from passerelle.communities.actions.imported import admit_imported
from passerelle.exchange.importers.finding import keep_promise, promise_to_find
from passerelle.exchange.importers.ideas.plan import Plan
from passerelle.exchange.importers.sources import find_source
from passerelle.exchange.models import Source
from passerelle.journal.actor import Actor
from passerelle.lib.portions import portions
from passerelle.people.actions.imported import ImportedPerson, import_people
from passerelle.people.models import Person
from passerelle.topics.finding import find_or_create
from passerelle.topics.models import Topic

TOOL = "consultation"
AT_ONCE = 500


@dataclass(slots=True)
class Settled:
    """What is there now, by the keys of the source, and how many people this run made."""

    source: Source
    people: dict[str, int] = field(default_factory=dict)
    topics: dict[str, Topic] = field(default_factory=dict)
    new_people: int = 0


def settle(plan: Plan, into: str, by: Actor) -> Settled:
    """Find or make everything the ideas need; a second run makes nothing."""
    with transaction.atomic():
        settled = Settled(find_source(TOOL, into, gettext("Ideas brought over from a public consultation."), by))
        for theme in plan.themes:
            (settled.topics[theme],) = find_or_create([theme], get_language() or settings.LANGUAGE_CODE)
    for keys in portions(sorted(plan.people), AT_ONCE):
        _settle_people(keys, plan, settled, by)
    return settled


def _settle_people(keys: Iterable[str], plan: Plan, settled: Settled, by: Actor) -> None:
    """Make those who are new, and let them belong to the community."""
    pids = {settled.source.public_id("person", key): key for key in keys}
    with transaction.atomic():
        made = import_people([ImportedPerson(pid, *plan.people[key]) for pid, key in pids.items()], by=by)
        known = Person.objects.filter(pid__in=pids).values_list("pid", "pk")
        settled.people.update((pids[pid], person) for pid, person in known)
        since = {settled.people[pids[person.pid]]: person.joined_at for person in made}
        admit_imported(settled.source.into, since, by=by)
        settled.new_people += len(made)
        job = promise_to_find(people=since)
    keep_promise(job)
