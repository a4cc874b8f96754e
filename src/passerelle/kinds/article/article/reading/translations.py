"""The same article in other languages: which there are, which one a reader reads, and two of them side by side."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

from django.http import Http404
from markupsafe import Markup

from passerelle.contributions.models import Contribution
from passerelle.contributions.reading.language_versions import Column, Instead, reading_languages
from passerelle.contributions.reading.names import names_for
from passerelle.journal.actor import Actor
from passerelle.kinds.article.article.models import Article
from passerelle.kinds.article.article.reading.contents import sections
from passerelle.kinds.article.article.reading.faq import with_answers
from passerelle.kinds.article.article.rules import STANDING
from passerelle.lib.locales import own_language_name
from passerelle.lib.markdown import fill

VERSIONS = Column(Article, "translation_of", written="translated_at")


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two: what it is, in which language, and its parts."""

    head: Contribution
    language: str
    parts: list[Markup]


def read_instead(actor: Actor, ids: Collection[int]) -> Mapping[int, Instead]:
    """Of these articles those that hold in a language that is nearer to the reader."""
    return VERSIONS.nearest(actor, ids, STANDING)


def original_beside(actor: Actor, contribution: Contribution) -> Side | None:
    """What somebody translates, for the page on which they write; None for what is no translation, or of something they do not see."""
    details = Article.objects.filter(pk=contribution.pk).exclude(translation_of=None).first()
    known = VERSIONS.versions(actor, contribution, details) if details else None
    original = known.original if known else None
    return _side(actor, original, Article.objects.get(pk=original.pk)) if original else None


def side_by_side(actor: Actor, contribution: Contribution) -> dict[str, Any]:
    """Original and version, part by part; of an original, the version nearest to the reader's language.

    Raises Http404 for what is told in one language only, as far as this reader sees.
    """
    known = VERSIONS.versions(actor, contribution, Article.objects.get(pk=contribution.pk))
    if known is None:
        raise Http404
    below = [one for one in known.others if not one.is_original]
    wanted = reading_languages(actor)
    nearest = min(
        below,
        key=lambda one: wanted.index(one.head.language) if one.head.language in wanted else len(wanted),
        default=None,
    )
    original = known.original or contribution
    version = contribution if known.original or nearest is None else nearest.head
    is_stale = known.is_stale if known.original or nearest is None else nearest.is_stale
    details = Article.objects.get(pk=version.pk)
    left = _side(actor, original, Article.objects.get(pk=original.pk))
    right = _side(actor, version, details)
    return {
        "contribution": contribution,
        "sides": (left, right),
        "others": [one for one in below if one.head != version],
        "pairs": list(zip_longest(left.parts, right.parts, fillvalue=Markup(""))),
        "changed": changed(original, details) if is_stale else None,
    }


def changed(original: Contribution, details: Article) -> int:
    """The number of the version of the original that was the last one when the words of the translation were brought in line."""
    kept = original.body.revisions.filter(written_at__lte=details.translated_at) if original.body else None
    return (kept.order_by("-number").values_list("number", flat=True).first() if kept is not None else None) or 1


def _side(actor: Actor, head: Contribution, details: Article) -> Side:
    html = head.body.html if head.body and not head.is_tombstone else ""
    read = with_answers(actor, details, html) or fill(html, names_for(actor, [html]))
    return Side(head, own_language_name(head.language), sections(read))
