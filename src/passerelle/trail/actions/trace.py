"""What somebody made from something else says so on the trail, once it is published."""

from __future__ import annotations

from contextlib import suppress

from passerelle.contributions.models import Contribution
from passerelle.journal.actor import person_actor
from passerelle.journal.decision import Refused
from passerelle.trail.actions.link import link
from passerelle.trail.models import Relation


def trace(later: Contribution, origin: Contribution | None, relation: Relation) -> None:
    """Link it with what it was made from, in the name of whoever brought it and as they may by now; what would lead round is not said."""
    if later.author is not None and origin is not None:
        with suppress(Refused):
            link(later, origin, relation, by=person_actor(later.author))
