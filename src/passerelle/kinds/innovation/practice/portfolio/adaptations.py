"""The adaptations that have to do with a community, beside what they were made from."""

from __future__ import annotations

from django.db.models import Q

from passerelle.communities.models import Community
from passerelle.contributions.models import Contribution, Standing
from passerelle.journal.actor import Actor
from passerelle.kinds.innovation.practice.models import Practice
from passerelle.kinds.innovation.practice.reading.beside import Beside, beside


def adaptations(actor: Actor, community: Community) -> list[Beside]:
    """Those of which the adaptation or its origin lives here and which this reader sees; newest first, in three statements."""
    practices = Practice.objects.values("pk")
    made = Practice.objects.filter(origin__in=practices).exclude(contribution__state="retired")
    here = made.filter(Q(contribution__home=community) | Q(origin__home=community)).order_by("-pk")
    rows = list(here.values_list("pk", "origin_id"))
    seen = Contribution.objects.visible_to(actor).filter(standing=Standing.PUBLISHED).select_related("body", "home")
    heads = {one.pk: one for one in seen.filter(pk__in={pk for row in rows for pk in row})}
    pairs = [(heads[pk], heads[origin]) for pk, origin in rows if origin in heads and pk in heads]
    return beside(actor, pairs)
