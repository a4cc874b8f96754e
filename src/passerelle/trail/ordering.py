"""Causes come first: no circle, and nothing goes back to what happened after it. Said in words of what a reader may see."""

from __future__ import annotations

from datetime import timedelta

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from passerelle.contributions.models import Contribution
from passerelle.journal.actor import Actor
from passerelle.journal.decision import ALLOWED, Decision, refused
from passerelle.trail.graph import way_back
from passerelle.trail.models import ACYCLIC, DATED

SLACK = timedelta(days=1)  # days are told in the time of a place


def in_order(later: Contribution, earlier: Contribution, relation: str, actor: Actor) -> Decision:
    """Whether a link may count: the caller holds the graph."""
    if relation not in ACYCLIC:
        return ALLOWED
    if relation in DATED and later.valid_from < earlier.valid_from - SLACK:
        return refused(
            _(
                "“%(earlier)s” is of %(earlier_day)s, after “%(later)s” of %(later_day)s: nothing comes from what happens later. "
                "Say when each of them happened, or link them the other way round."
            )
            % {
                "earlier": earlier.name,
                "later": later.name,
                "earlier_day": _day(earlier),
                "later_day": _day(later),
            }
        )
    circle = way_back(earlier.pk, later.pk)
    return refused(_circle(circle, actor)) if circle else ALLOWED


def _day(contribution: Contribution) -> str:
    return date_format(localtime(contribution.valid_from), "DATE_FORMAT")


def _circle(way: list[int], actor: Actor) -> str:
    """The way in words, of what this reader may see; what they may not is passed over."""
    seen = Contribution.objects.visible_to(actor).filter(pk__in=way).select_related("body")
    names = {head.pk: head.name for head in seen}
    told = [f"“{names[pk]}”" for pk in way if pk in names]
    return _("This would lead round in a circle: %(way)s. Nothing was linked.") % {
        "way": _(", which comes from ").join(told)
    }
