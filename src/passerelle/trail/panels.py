"""What the trail says on the page of a contribution."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from passerelle.contributions.kinds import get_kind
from passerelle.contributions.models import Contribution
from passerelle.contributions.panels import panel
from passerelle.journal.actor import Actor
from passerelle.lib.prepared import prepared
from passerelle.trail.models import Decision, Link, Outcome
from passerelle.trail.quoting.choosing import goals
from passerelle.trail.reading.deciding import decided
from passerelle.trail.reading.guessing import guesses
from passerelle.trail.reading.near import MOST_NEAR, ties
from passerelle.trail.reading.outcomes import outcomes

Filled = Mapping[int, tuple[str, Mapping[str, Any]]]


@panel("contribution.facts")
def trail_strip(actor: Actor, ids: Sequence[int]) -> Filled:
    """Where it comes from, what became of it, what was decided and why; one statement where there is nothing of it."""
    if not (there := _on_the_trail(ids)):
        return {}
    near, told = ties(actor, there), decided(actor, there)
    listed = [pk for pk, (_pid, slug) in there.items() if not get_kind(slug).tells_outcomes]
    came = outcomes(actor, listed) if listed else {}
    asked = guesses(actor, near)
    return {
        pk: (
            "trail/strip.html",
            {
                "pid": pid,
                "ties": near.get(pk, ()),
                "is_cut": len(near.get(pk, ())) >= MOST_NEAR,
                "guesses": asked.get(pk, ()),
                "decisions": told.get(pk, ()),
                "outcomes": came.get(pk, ()),
            },
        )
        for pk, (pid, _slug) in there.items()
        if pk in near or pk in told or pk in came
    }


@panel("contribution.aside")
def to_the_trail(actor: Actor, ids: Sequence[int]) -> Filled:
    """The way to the trail's own page, where links are made."""
    return {pk: ("trail/aside.html", {}) for pk in ids}


@panel("contribution.after_replies")
def bar_of_a_selection(actor: Actor, ids: Sequence[int]) -> Filled:
    """What a script offers beside words somebody marks; without it the menu of each text leads to the same."""
    kinds = goals()
    return {pk: ("trail/bar.html", {"kinds": kinds}) for pk in ids}


def _on_the_trail(ids: Sequence[int]) -> dict[int, tuple[str, str]]:
    """Those of these contributions that have anything at all, with public id and kind; whether one may read it is asked next."""
    return {pk: (pid, slug) for pk, pid, slug in _anything(ids)}


@prepared
def _anything(ids: Sequence[int]) -> QuerySet[Contribution, tuple[int, str, str]]:
    heads = Contribution.objects.unscoped("what the page shows was read under visible_to").filter(pk__in=ids)
    linked = Link.objects.filter(Q(later_id=OuterRef("pk")) | Q(earlier_id=OuterRef("pk")))
    told = Decision.objects.filter(contribution_id=OuterRef("pk"))
    came = Outcome.objects.filter(contribution_id=OuterRef("pk"))
    return heads.filter(Exists(linked) | Exists(told) | Exists(came)).values_list("pk", "pid", "kind_slug")
