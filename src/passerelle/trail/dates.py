"""Days on which a decision is to be looked at again, for whoever decided; once the day has come it is due from them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import cast

from django.utils.translation import gettext_noop as words

from passerelle.contributions.dates import Dated, dates
from passerelle.journal.actor import Actor
from passerelle.trail.holding import PURPOSE, holding


@dates
def to_come(actor: Actor, since: date) -> Iterator[Dated]:
    """Of the decisions that hold."""
    mine = holding().filter(decider_id=actor.own_id, review_on__gte=since).order_by("review_on", "pk")
    for contribution, number, day in mine.values_list("contribution_id", "pk", "review_on"):
        yield Dated(contribution, f"due-{PURPOSE}{number}", cast(date, day), words("To be looked at again: %(title)s"))
