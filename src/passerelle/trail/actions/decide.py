"""Decide: the reason and the move it makes, together or not at all."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from passerelle.contributions.actions import make_move
from passerelle.contributions.kinds import get_kind, require_move
from passerelle.contributions.models import Contribution
from passerelle.journal.actor import Actor
from passerelle.journal.decision import Refused
from passerelle.lib.clock import now
from passerelle.lib.text import clean, one_line
from passerelle.trail.models import Decision


@transaction.atomic
def decide(
    contribution: Contribution,
    move: str,
    *,
    reason: str,
    by: Actor,
    options: str = "",
    evidence: str = "",
    dissent: str = "",
    review_on: date | None = None,
    seen: str | None = None,
) -> Decision:
    """Make a move that needs a decision, and keep why. Raises Refused as the move would, or without a reason.

    ``seen`` is the stamp of what the decider looked at: what somebody decided meanwhile is not decided over unread.
    """
    locked = Contribution.objects.locked(contribution.pk)
    if seen is not None and seen != stamp(locked):
        raise Refused(
            _("Somebody moved it while you were writing: nothing was decided now. Read what it came to first.")
        )
    step, allowed = require_move(get_kind(locked.kind_slug), locked, move, by)
    allowed.require()
    if step is None or not step.decides:
        raise Refused(_("This step needs no decision."))
    if review_on is not None and review_on < now().date():
        raise Refused(_("The day to look at it again lies in the past: choose a later one."))
    if not one_line(reason):
        raise Refused(_("Say why, in a sentence: those who brought it read it."))
    decision = Decision.objects.create(
        contribution=locked,
        move=step.slug,
        before=locked.state,
        after=step.target,
        reason=clean(reason).strip(),
        options=clean(options).strip(),
        evidence=clean(evidence).strip(),
        dissent=clean(dissent).strip(),
        review_on=review_on,
        decider_id=by.person_id,
    )
    make_move(locked, step.slug, by=by, decision=decision.pk)
    return decision


def stamp(contribution: Contribution) -> str:
    """Which state of a contribution somebody looked at."""
    return f"{contribution.state}@{contribution.moved_at.isoformat() if contribution.moved_at else ''}"
