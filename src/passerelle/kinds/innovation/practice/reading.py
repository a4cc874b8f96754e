"""What the page of a practice shows beyond the spine's."""

from __future__ import annotations

from typing import Any

from passerelle.contributions.models import Contribution
from passerelle.journal.actor import Actor
from passerelle.kinds.innovation.practice import rules
from passerelle.kinds.innovation.practice.lookup import origin_of
from passerelle.kinds.innovation.practice.models import Practice


def shown(actor: Actor, contribution: Contribution, details: Practice) -> dict[str, Any]:
    """What is checked before it counts as proven, what it comes from, and whether the reader may make another of it."""
    return {
        "criteria": rules.criteria(details) if contribution.state == "proposed" else [],
        "origin": origin_of(actor, contribution.pk) if details.origin_id else None,
        "may_adapt": bool(rules.may_adapt(contribution, actor)),
    }
