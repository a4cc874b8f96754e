"""What articles show on the page of a conversation, the ways into an article; and of a community, the way to its library."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from django.db.models import Count, QuerySet

from passerelle.communities.reading import readable_ids
from passerelle.contributions.beside import stand_beside
from passerelle.contributions.models import Reach, Standing
from passerelle.contributions.panels import panel
from passerelle.journal.actor import Actor
from passerelle.kinds.article.article.beside import FirstPinned
from passerelle.kinds.article.article.models import Article, Genre
from passerelle.kinds.article.article.reading.faq import answers
from passerelle.kinds.article.article.reading.gathering import pinnable
from passerelle.kinds.article.article.rules import STANDING
from passerelle.lib.prepared import prepared

Filled = Mapping[int, tuple[str, Mapping[str, Any]]]
stand_beside(FirstPinned())


@panel("contribution.aside")
def distil(actor: Actor, ids: Sequence[int]) -> Filled:
    """The template asks what the page knows already: whether there is a conversation, and whether this reader reads it."""
    return {pk: ("kinds/article/to_distil.html", {}) for pk in ids} if actor.is_present else {}


@panel("contribution.aside")
def pin(actor: Actor, ids: Sequence[int]) -> Filled:
    """Where an answer was accepted: the way into an FAQ, for those who write one."""
    return {
        pk: ("kinds/article/to_pin.html", {"is_offered": partial(_offered, actor, pk)})
        for pk in ids
        if actor.is_present
    }


def _offered(actor: Actor, conversation: int) -> bool:
    """Asked by the template, and only of what seems answered: most pages need not know."""
    return any(_writing(actor)) and conversation in answers(actor, [conversation])


@panel("community.ways")
def library(actor: Actor, ids: Sequence[int]) -> Filled:
    """How many articles were written here, and the way to them; nothing where there are none, or one may not read."""
    here = [pk for pk in ids if pk in readable_ids(actor)]
    return {row["contribution__home_id"]: ("kinds/article/way.html", row) for row in (_counted(here) if here else ())}


@prepared
def _writing(actor: Actor) -> QuerySet[Any, Any]:
    return pinnable(actor, Genre.FAQ).order_by().values_list("pk", flat=True)[:1]


@prepared
def _counted(communities: Sequence[int]) -> QuerySet[Any, Any]:
    there = Article.objects.filter(contribution__home_id__in=communities, contribution__state__in=STANDING)
    public = there.filter(contribution__standing=Standing.PUBLISHED, contribution__reach=Reach.PLACEMENTS).order_by()
    return public.values("contribution__home_id", "contribution__home__pid").annotate(articles=Count("pk"))
