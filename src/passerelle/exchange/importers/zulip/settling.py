"""Where the messages will live: the community they are brought into, one below it for each stream, and the people."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from passerelle.communities.actions.imported import import_community
from passerelle.communities.models import Community
from passerelle.exchange.importers.finding import keep_promise, promise_to_find
from passerelle.exchange.importers.sources import find_source
from passerelle.exchange.importers.zulip.plan import Plan
from passerelle.exchange.models import Source
from passerelle.journal.actor import Actor
from passerelle.lib.portions import portions
from passerelle.people.actions.imported import ImportedPerson, import_people
from passerelle.people.models import Person

TOOL = "zulip"
AT_ONCE = 500


@dataclass(slots=True)
class Settled:
    """Primary keys of what is there now, and what this run made of it."""

    source: Source
    people: dict[str, int] = field(default_factory=dict)  # sender → person
    communities: dict[str, int] = field(default_factory=dict)  # folder of the stream → community
    new_people: set[str] = field(default_factory=set)
    new_communities: set[str] = field(default_factory=set)


def settle(plan: Plan, into: str, by: Actor) -> Settled:
    """Find or make everything the messages need; a second run makes nothing."""
    with transaction.atomic():
        settled = _settle(plan, into, by)
        job = promise_to_find(
            people=[settled.people[name] for name in settled.new_people],
            communities=[settled.communities[folder] for folder in settled.new_communities],
        )
    keep_promise(job)
    return settled


def _settle(plan: Plan, into: str, by: Actor) -> Settled:
    purpose = _("Conversations brought over from Zulip, stream by stream.")
    settled = Settled(find_source(TOOL, into, purpose, by))
    for names in portions(sorted(plan.senders), AT_ONCE):
        _settle_people({name: plan.senders[name] for name in names}, settled, by)
    spoken = {folder for folder, sender in plan.members}  # a stream of nothing but repeats makes no community
    for folder, name in plan.streams.items():
        if folder in spoken:
            _settle_stream(folder, name, plan, settled, by)
    return settled


def _settle_people(senders: dict[str, datetime], settled: Settled, by: Actor) -> None:
    pids = {settled.source.public_id("person", name): name for name in senders}
    made = import_people([ImportedPerson(pid, name, senders[name]) for pid, name in pids.items()], by=by)
    settled.new_people.update(pids[person.pid] for person in made)
    known = Person.objects.filter(pid__in=pids).values_list("pid", "pk")
    settled.people.update((pids[pid], key) for pid, key in known)


def _settle_stream(folder: str, name: str, plan: Plan, settled: Settled, by: Actor) -> None:
    """Who wrote in a stream becomes a member; in a stream that is here already, only people who are new to all of it."""
    since = {sender: moment for (stream, sender), moment in plan.members.items() if stream == folder}
    pid = settled.source.public_id("stream", folder)
    is_here = Community.objects.unscoped("the community of a stream").filter(pid=pid).exists()
    welcome = settled.new_people if is_here else since.keys()
    community, is_new = import_community(
        pid,
        name=name,
        purpose=_("What was said in the Zulip stream “%(stream)s”.") % {"stream": name},
        parent=settled.source.into,
        since=min(since.values()),
        members={settled.people[sender]: moment for sender, moment in since.items() if sender in welcome},
        by=by,
    )
    settled.communities[folder] = community.pk
    if is_new:
        settled.new_communities.add(folder)
