"""A practice in several languages: its translations, which one a reader reads, and what they all tell of."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from passerelle.contributions.models import Contribution, Standing
from passerelle.contributions.reading.language_versions import Column, Instead
from passerelle.journal.actor import Actor
from passerelle.kinds.innovation.practice.models import Practice

VERSIONS = Column(Practice, "translation_of", written="translated_at")
LIVING = ("proposed", "proven", "current", "due")


def read_instead(actor: Actor, ids: Collection[int]) -> Mapping[int, Instead]:
    """Of these practices those that are told in a language nearer to the reader."""
    return VERSIONS.nearest(actor, ids, LIVING)


def told_by(actor: Actor, contribution: Contribution, details: Practice) -> tuple[Contribution, Practice]:
    """The practice a page tells of: of a translation its original, where this reader sees it; else what the page is about."""
    if details.translation_of_id is None:
        return contribution, details
    seen = Contribution.objects.visible_to(actor).filter(pk=details.translation_of_id, standing=Standing.PUBLISHED)
    original = seen.select_related("home", "body").first()
    known = Practice.objects.filter(pk=original.pk).select_related("site").first() if original else None
    return (original, known) if original and known else (contribution, details)


def original_of(actor: Actor, head: Contribution | None) -> Contribution | None:
    """Of a translation its original, where this reader sees it; anything else is what it is."""
    details = Practice.objects.filter(pk=head.pk).first() if head else None
    return told_by(actor, head, details)[0] if head and details else head
