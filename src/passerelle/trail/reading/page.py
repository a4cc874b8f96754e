"""The page of a trail."""

from __future__ import annotations

from typing import Any

from passerelle.contributions.models import Contribution
from passerelle.journal.actor import Actor
from passerelle.trail import rules
from passerelle.trail.reading.drawing import draw, in_words, listed
from passerelle.trail.reading.guessing import guesses
from passerelle.trail.reading.near import steerable
from passerelle.trail.reading.outcomes import outcomes
from passerelle.trail.reading.story import Outcomes, story, until
from passerelle.trail.reading.thanks import claims, thanks
from passerelle.trail.reading.walking import Trail, walk
from passerelle.trail.weighing import weighable


def trail_page(actor: Actor, contribution: Contribution) -> dict[str, Any]:
    """Picture, list, links and outcomes, with what the reader may do."""
    trail, ties = walk(actor, contribution), steerable(actor, contribution)
    measured = outcomes(actor, sorted(trail.back.nodes.keys() | trail.on.nodes.keys()))
    return {
        "contribution": contribution,
        "trail": trail,
        "whole_time": _whole_time(trail, measured),
        "story": story(actor, trail, measured),
        "picture": None if trail.is_empty else draw(trail),
        "back": listed(trail.back, back=True),
        "on": listed(trail.on, back=False),
        "more": trail.back.more + trail.on.more,
        "ties": [tie for tie in ties if not tie.is_guess],
        "guesses": guesses(actor, {contribution.pk: ties}).get(contribution.pk, []),
        "outcomes": measured.get(contribution.pk, []),
        "thanks": [] if trail.back.is_empty else thanks(actor, trail),
        "claims": claims(actor, contribution),
        "may_claim": rules.may_claim(contribution, actor),
        "may_weigh": bool(weighable(actor, contribution)),
        "may_link": rules.may_link(contribution, actor),
        "may_measure": rules.may_measure(contribution, actor),
        "may_date": rules.answers_for(contribution, actor),
    }


def _whole_time(trail: Trail, measured: Outcomes) -> str:
    """From the first on the trail to the last that happened on it."""
    first = min(node.at for way in (trail.back, trail.on) for node in way.nodes.values())
    return in_words(until(trail, measured) - first)
