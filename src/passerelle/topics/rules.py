"""Who may look after the shared words."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from passerelle.journal.actor import Actor
from passerelle.journal.decision import ALLOWED, Decision, refused


def may_curate(actor: Actor) -> Decision:
    """Everybody brings topics by using them; naming and merging them is for administrators."""
    if actor.is_system or actor.is_administrator:
        return ALLOWED
    return refused(_("Only an administrator can change topics for everybody."))
