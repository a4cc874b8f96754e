"""On the page of a decided idea, the way to the project that carries it out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from passerelle.communities import rules as community_rules
from passerelle.contributions.kinds import get_kind, kinds_for
from passerelle.contributions.models import Contribution, Standing
from passerelle.contributions.panels import panel
from passerelle.journal.actor import Actor

DECIDED = ("pilot", "implemented")  # states of an idea somebody does something about


@panel("contribution.aside")
def carry_out(actor: Actor, ids: Sequence[int]) -> Mapping[int, tuple[str, Mapping[str, Any]]]:
    """For whoever may bring a project where the idea lives, and where projects are brought."""
    if not actor.is_present:
        return {}
    heads = Contribution.objects.visible_to(actor).filter(pk__in=ids, kind_slug="idea", state__in=DECIDED)
    return {
        head.pk: ("kinds/project/carry_out.html", {"pid": head.pid, "home": head.home.pid})
        for head in heads.filter(standing=Standing.PUBLISHED).select_related("home")
        if get_kind("project") in kinds_for(head.home.kinds) and community_rules.may_contribute(head.home, actor)
    }
