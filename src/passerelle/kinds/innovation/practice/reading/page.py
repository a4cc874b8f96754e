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
from passerelle.kinds.innovation.practice.reading.versions import VERSIONS, told_by


def shown(actor: Actor, contribution: Contribution, details: Practice) -> dict[str, Any]:
    """What is checked before it counts as proven, what it comes from, where it is used; the last for who reads its home."""
    practice, told = told_by(actor, contribution, details)
    return {
        "practice": practice,
        "told": told,
        "material": material(actor, contribution),
        "versions": VERSIONS.versions(actor, contribution, details),
        "may_translate": bool(rules.may_translate(contribution, actor)),
        "thanked": _thanked(contribution, practice),
        **_standing(actor, practice, told),
    }


def _standing(actor: Actor, contribution: Contribution, details: Practice) -> dict[str, Any]:
    """What holds of a practice in whichever language it is told, and what this reader may do about it."""
    reads = contribution.home_id in readable_ids(actor)
    known = spread(actor, contribution) if reads else None
    changed = [(row.site, row.adoption.adapted) for row in known.rows] if known else []
    origin = origin_of(actor, contribution.pk) if details.origin_id else None
    made = adapted(actor, contribution, changed)
    is_original = details.translation_of_id is None
    criteria = rules.criteria(details) if contribution.state == "proposed" and is_original else []
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
        "contact": contact_for(actor, contribution),
        "may_name": bool(rules.may_name_contact(contribution, actor)),
        "is_contact": bool(rules.is_contact(contribution, actor)),
        "effects": effects(actor, contribution) if reads else None,
        "may_measure": bool(rules.may_measure_at(contribution, None, actor)),
    }


def _pairs(contribution: Contribution, origin: Contribution | None, made: Adapted | None) -> list[Pair]:
    """With what it was made from, and each that was made from it, unless it is retired."""
    above = [(contribution, origin)] if origin else []
    return above + [(one, contribution) for one in (made.practices if made else []) if one.state != "retired"]


def _thanked(*told: Contribution) -> int:
    """How many said thank you for it, in whichever language."""
    posts = {one.body_id for one in told}
    thanks = Reaction.objects.filter(post__in=posts, sign=Reaction.Sign.THANKS).order_by()
    return thanks.values("person_id").distinct().count()
