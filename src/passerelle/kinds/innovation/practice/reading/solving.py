"""What a practice gives to somebody with the same problem: what to do, and at how many sites it is done."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from django.db.models import Count
from django.utils.translation import ngettext

from passerelle.contributions.models import Contribution, Post, Standing
from passerelle.contributions.solution import Solution
from passerelle.journal.actor import Actor
from passerelle.kinds.innovation.practice.models import Adoption, Practice
from passerelle.matching.similar.gist import steps


def solutions(actor: Actor, ids: Collection[int]) -> Mapping[int, Solution]:
    """Practice → its first step and how many sites use it, in whichever language it is told, for those who read it. Three queries."""
    bodies = Post.objects.visible_to(actor).filter(contribution_id__in=ids, is_body=True, standing=Standing.PUBLISHED)
    told = {pk: steps(html) for pk, html in bodies.values_list("contribution_id", "html")}
    seen = Contribution.objects.visible_to(actor)
    translations = Practice.objects.filter(pk__in=told, translation_of__in=seen)
    original = dict(translations.values_list("pk", "translation_of_id"))
    practices = {original.get(pk, pk) for pk in told}
    used = (
        Adoption.objects.filter(practice_id__in=practices, stage=Adoption.Stage.IN_USE).values("practice_id").order_by()
    )
    sites = dict(used.annotate(sites=Count("pk")).values_list("practice_id", "sites"))
    return {pk: Solution(words, brought=_at(sites.get(original.get(pk, pk), 0))) for pk, words in told.items() if words}


def _at(sites: int) -> str:
    return ngettext("in use at %(num)s site", "in use at %(num)s sites", sites) % {"num": sites} if sites else ""
