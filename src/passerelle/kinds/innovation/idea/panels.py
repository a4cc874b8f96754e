"""Where the ideas of a community are, beside its feed; and what a scorecard says where one decides."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Count, Q, QuerySet

from passerelle.communities.reading import readable_ids
from passerelle.contributions.models import Contribution, Standing
from passerelle.contributions.panels import panel
from passerelle.journal.actor import Actor
from passerelle.kinds.innovation.idea.models import Idea
from passerelle.kinds.innovation.idea.scorecard import in_words, scorecard
from passerelle.kinds.innovation.idea.states import OPEN
from passerelle.lib.prepared import prepared


@panel("community.ways")
def the_board(actor: Actor, ids: Sequence[int]) -> Mapping[int, tuple[str, Mapping[str, Any]]]:
    """How many are open, and the way to the board; nothing where there was never one, or one may not read."""
    here = [pk for pk in ids if pk in readable_ids(actor)]
    return {row["contribution__home_id"]: ("kinds/idea/way.html", row) for row in (_counted(here) if here else ())}


@panel("contribution.deciding")
def weighed(actor: Actor, ids: Sequence[int]) -> Mapping[int, tuple[str, Mapping[str, Any]]]:
    """What the scorecard of an idea says, for whoever decides about it now."""
    heads = Contribution.objects.visible_to(actor).filter(pk__in=Idea.objects.filter(pk__in=ids)).select_related("home")
    cards = {head.pk: scorecard(actor, head) for head in heads if head.home_id in readable_ids(actor)}
    return {
        pk: ("kinds/idea/evidence.html", {"weighing": card, "evidence": in_words(card)})
        for pk, card in cards.items()
        if card.reviewers
    }


@prepared
def _counted(communities: Sequence[int]) -> QuerySet[Any, Any]:
    public = Idea.objects.filter(contribution__home_id__in=communities, contribution__standing=Standing.PUBLISHED)
    shared = public.filter(contribution__reach="placements").order_by()
    running = Count("pk", filter=Q(contribution__state__in=OPEN))
    return shared.values("contribution__home_id", "contribution__home__pid").annotate(running=running)
