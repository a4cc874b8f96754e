"""The links as the journal tells them: what stands in the table must be the same, or one of the two is wrong."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from passerelle.journal.models import Entry
from passerelle.trail.models import Link

VERBS = ("link.asserted", "link.carried", "link.confirmed", "link.disputed", "link.removed", "link.weighed")


@dataclass(frozen=True, slots=True)
class Told:
    """A link as its entries tell it."""

    later: int
    earlier: int
    relation: str
    status: str
    source: str
    weight: float


def from_journal() -> dict[int, Told]:
    """Every link by its key, made of nothing but entries, oldest first."""
    return replay(Entry.objects.filter(verb__in=VERBS).order_by("pk").iterator())


def from_table() -> dict[int, Told]:
    """Every link by its key, as it stands."""
    rows = Link.objects.unscoped("to compare it with the journal")
    return {
        link.pk: Told(link.later_id, link.earlier_id, link.relation, link.status, link.source, link.weight)
        for link in rows.iterator()
    }


def replay(entries: Iterable[Entry]) -> dict[int, Told]:
    """What these entries leave behind."""
    links: dict[int, Told] = {}
    for entry in entries:
        told = entry.particulars
        if entry.verb == "link.asserted":
            links[entry.subject_id] = Told(**{name: told[name] for name in Told.__slots__})
        elif entry.verb == "link.weighed":
            links |= {pk: replace(links[pk], weight=weight) for pk, weight in told["weights"]}
        elif entry.verb == "link.carried":
            links[entry.subject_id] = replace(links[entry.subject_id], later=told["later"], earlier=told["earlier"])
        else:
            before = links[entry.subject_id]
            links[entry.subject_id] = replace(before, status=told["status"], weight=told.get("weight", before.weight))
    return links
