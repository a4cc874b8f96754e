"""The same practice in other languages: what was made from it and is written in another one."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q

from passerelle.contributions.models import Contribution, Standing
from passerelle.journal.actor import Actor
from passerelle.kinds.innovation.practice.models import Practice
from passerelle.lib.locales import language_name

MOST = 12


@dataclass(frozen=True, slots=True)
class Version:
    """One of them, by its language."""

    head: Contribution
    language: str
    is_original: bool
    is_stale: bool


@dataclass(frozen=True, slots=True)
class Versions:
    """The others that this reader sees; ``is_stale``: the original changed since what they are reading was written."""

    others: list[Version]
    is_stale: bool


def versions(actor: Actor, contribution: Contribution, details: Practice) -> Versions | None:
    """None where it is told in one language only, as far as this reader sees."""
    around = Q(pk=contribution.pk) | Q(pk=details.origin_id or 0)
    made = Practice.objects.filter(Q(origin_id=contribution.pk) | Q(origin_id=details.origin_id or 0)).values("pk")
    seen = Contribution.objects.visible_to(actor).filter(around | Q(pk__in=made), kind_slug="practice")
    heads = list(
        seen.filter(standing=Standing.PUBLISHED).exclude(language="").select_related("home", "body").order_by("pk")
    )
    known = {head.pk: head for head in heads}
    own, source = known.get(contribution.pk), known.get(details.origin_id or 0)
    if own is None:
        return None
    original = source if source is not None and source.language != own.language else own
    origins = dict(Practice.objects.filter(pk__in=list(known)).values_list("pk", "origin_id"))
    told = [original] + [
        head for head in heads if origins.get(head.pk) == original.pk and head.language != original.language
    ]
    others = [
        Version(one, language_name(one.language), one == original, _is_stale(original, one))
        for one in told[:MOST]
        if one.pk != own.pk
    ]
    return Versions(others, _is_stale(original, own)) if others else None


def _is_stale(original: Contribution, version: Contribution) -> bool:
    """Whether the text of the original changed after that of the version."""
    if original.body is None or version.body is None or original.body.edited_at is None:
        return False
    return original.pk != version.pk and original.body.edited_at > (version.body.edited_at or version.body.created_at)
