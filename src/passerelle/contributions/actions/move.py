"""Move a contribution to another state, as its kind declares."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from passerelle.contributions import rules
from passerelle.contributions.actions.contribute import conceal, reveal
from passerelle.contributions.actions.edit import read_details
from passerelle.contributions.kinds import get_kind, require_move
from passerelle.contributions.models import Contribution, Reach, Standing
from passerelle.journal.actor import Actor
from passerelle.journal.decision import Refused
from passerelle.journal.recording import record
from passerelle.lib.clock import now


@transaction.atomic
def make_move(contribution: Contribution, slug: str, *, by: Actor, decision: int | None = None) -> Contribution:
    """Check, make and record one move; raises Refused when it is unknown, not possible now or not allowed.

    ``decision`` is the key of the decision it is made with; a move that decides is refused without.
    """
    locked = Contribution.objects.locked(contribution.pk)
    kind = get_kind(locked.kind_slug)
    step, allowed = require_move(kind, locked, slug, by)
    allowed.require()
    if not by.is_system:  # what follows by itself, such as a lost answer, still follows in an archived community
        rules.is_alive(locked).require()
    if step is None or locked.standing != Standing.PUBLISHED:
        raise Refused(_("This contribution is not open for changes."))
    if step.decides and decision is None:
        raise Refused(_("This step is taken with a decision and its reason."))
    before, locked.state = locked.state, step.target
    locked.moved_at = now()
    locked.version += 1
    details = read_details(locked)
    if details is not None:
        kind.moved(step, details)
        details.save()
    locked.facts = kind.facts(locked, details)
    locked.save(update_fields=["state", "moved_at", "version", "facts"])
    told: dict[str, Any] = {"move": step.slug, "before": before, "after": step.target}
    if decision is not None:
        told["decision"] = decision
    _tell(locked, step.target in kind.private, told, by)
    return locked


def _tell(locked: Contribution, private: bool, told: dict[str, Any], by: Actor) -> None:
    """One entry: that it moved, or, where it leaves those who are involved, that it appeared."""
    if locked.reach == Reach.INVOLVED and not private:
        reveal(locked, by=by, **told)
        return
    if private and locked.reach == Reach.PLACEMENTS:
        conceal(locked)
    record(by, "contribution.moved", locked, contribution_id=locked.pk, community_id=locked.home_id, **told)
