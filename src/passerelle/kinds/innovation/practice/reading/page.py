"""What one reader is shown of a practice."""

from __future__ import annotations

from typing import Any

from passerelle.communities.reading import readable_ids
from passerelle.contributions.models import Contribution, Reaction
from passerelle.journal.actor import Actor
from passerelle.kinds.innovation.practice import rules
from passerelle.kinds.innovation.practice.checking import checked_by
from passerelle.kinds.innovation.practice.lookup import origin_of
from passerelle.kinds.innovation.practice.models import Practice
from passerelle.kinds.innovation.practice.reading.adapted import Adapted, adapted
from passerelle.kinds.innovation.practice.reading.beside import Pair, beside
from passerelle.kinds.innovation.practice.reading.contact import contact_for
from passerelle.kinds.innovation.practice.reading.effects import effects
from passerelle.kinds.innovation.practice.reading.material import material
from passerelle.kinds.innovation.practice.reading.questions import questions
from passerelle.kinds.innovation.practice.reading.spread import spread
from passerelle.kinds.innovation.practice.reading.versions import VERSIONS


def shown(actor: Actor, contribution: Contribution, details: Practice) -> dict[str, Any]:
    """What is checked before it counts as proven, what it comes from, where it is used; the last for who reads its home."""
    reads = contribution.home_id in readable_ids(actor)
    known = spread(actor, contribution) if reads else None
    changed = [(row.site, row.adoption.adapted) for row in known.rows] if known else []
    origin = origin_of(actor, contribution.pk) if details.origin_id else None
    made = adapted(actor, contribution, changed)
    criteria = rules.criteria(details) if contribution.state == "proposed" else []
    return {
        "criteria": criteria,
        "lacks": [words for words, met in criteria if not met and rules.may_check(contribution, actor)],
        "checked_by": checked_by(contribution) if details.proven_on else None,
        "origin": origin,
        "may_adapt": bool(rules.may_adapt(contribution, actor)),
        "may_offer": bool(rules.may_offer(contribution, actor)),
        "spread": known,
        "adapted": made,
        "lineage": beside(actor, _pairs(contribution, origin, made)),
        "questions": questions(actor, contribution),
        "may_ask": bool(rules.may_ask(contribution, actor)),
        "material": material(actor, contribution),
        "versions": VERSIONS.versions(actor, contribution, details),
        "contact": contact_for(actor, contribution),
        "may_name": bool(rules.may_name_contact(contribution, actor)),
        "is_contact": bool(rules.is_contact(contribution, actor)),
        "thanked": _thanked(contribution),
        "effects": effects(actor, contribution) if reads else None,
        "may_measure": bool(rules.may_measure_at(contribution, None, actor)),
    }


def _pairs(contribution: Contribution, origin: Contribution | None, made: Adapted | None) -> list[Pair]:
    """With what it was made from, and each that was made from it, unless it is retired."""
    above = [(contribution, origin)] if origin else []
    return above + [(one, contribution) for one in (made.practices if made else []) if one.state != "retired"]


def _thanked(contribution: Contribution) -> int:
    """How many said thank you for it."""
    return Reaction.objects.filter(post_id=contribution.body_id or 0, sign=Reaction.Sign.THANKS).count()
