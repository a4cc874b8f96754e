"""What a consultation holds, learnt from one reading before anything is written."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from passerelle.exchange.importers.ideas.consultation import Proposal, Somebody, Unread, read
from passerelle.exchange.importers.refusal import ImportRefused


@dataclass(slots=True)
class Plan:
    """``people``: everybody who wrote or is named as a voter, with the first moment they are known for; ``themes`` in order."""

    proposals: int = 0
    unread: list[Unread] = field(default_factory=list)
    people: dict[str, tuple[str, datetime]] = field(default_factory=dict)  # key → name, since
    themes: dict[str, None] = field(default_factory=dict)
    pointing: set[str] = field(default_factory=set)  # who pointed at a document

    @property
    def only_pointing(self) -> int:
        """How many did nothing else; nobody is made of them."""
        return len(self.pointing - self.people.keys())


def make_plan(path: Path) -> Plan:
    """Read everything once; raises ImportRefused when it cannot be read or holds no proposal."""
    plan = Plan()
    for one in read(path):
        if isinstance(one, Unread):
            plan.unread.append(one)
        else:
            _note(plan, one)
    if not plan.proposals:
        raise ImportRefused(f"{path.name} holds no proposals of a consultation: files like 104.json.")
    return plan


def _note(plan: Plan, proposal: Proposal) -> None:
    plan.proposals += 1
    plan.themes[proposal.theme] = None
    plan.pointing.update(reference.author.key for reference in proposal.references)
    for somebody, at in proposal.people:
        plan.people[somebody.key] = _earlier(plan.people.get(somebody.key), somebody, at)


def _earlier(known: tuple[str, datetime] | None, somebody: Somebody, at: datetime) -> tuple[str, datetime]:
    return (somebody.name, at) if known is None else (known[0], min(known[1], at))
