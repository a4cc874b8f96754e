"""What is said of an article told in several languages: one record for all of them, as far as one reader sees them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max, Q

from passerelle.communities.reading import readable_ids
from passerelle.contributions.models import Contribution, Reach, Standing
from passerelle.contributions.reading.language_versions import Versions
from passerelle.journal.actor import Actor
from passerelle.kinds.article.article import rules
from passerelle.kinds.article.article.models import Article
from passerelle.kinds.article.article.reading.translations import VERSIONS


@dataclass(frozen=True, slots=True)
class Record:
    """Which versions it is of, when it was confirmed last by whoever answers for it, and whether somebody doubts it since."""

    ids: tuple[int, ...]
    original: Contribution | None  # where that is another one whose conversation this reader reads
    confirmed_at: datetime | None
    doubted: bool


def record_of(actor: Actor, contribution: Contribution, details: Article, known: Versions | None) -> Record:
    """Of this version and the others this reader sees in communities they read."""
    there = readable_ids(actor)
    others = [one.head for one in (known.others if known else ()) if one.head.home_id in there]
    original = known.original if known and known.original in others else None
    ids = (contribution.pk, *(one.pk for one in others))
    return Record(ids, original, *confirmed(ids, original.pk if original else contribution.pk))


def told_with(contribution: Contribution, details: Article) -> list[int]:
    """Itself and the versions that whoever reads its home reads as well: what a card says is the same for all of them."""
    source = details.translation_of_id or contribution.pk
    rows = Article.objects.filter(Q(pk=source) | Q(translation_of=source)).values("pk")
    heads = Contribution.objects.unscoped("everybody who reads one reads the others").filter(
        pk__in=rows, home_id=contribution.home_id, standing=Standing.PUBLISHED, reach=Reach.PLACEMENTS
    )
    languages = {**dict(heads.values_list("pk", "language")), contribution.pk: contribution.language}
    if not languages.get(source):
        return [contribution.pk]
    return [
        pk for pk, one in languages.items() if pk in (source, contribution.pk) or one not in ("", languages[source])
    ]


def confirmed(ids: Collection[int], source: int) -> tuple[datetime | None, bool]:
    """When any of them was confirmed last, and whether somebody doubted one since; that a translation appeared confirms nothing."""
    doubt = Max("checks__at", filter=Q(checks__holds=False))
    rows = Article.objects.filter(pk__in=ids).annotate(doubt=doubt)
    told = list(rows.values_list("pk", "confirmed_at", "published_on", "doubt"))
    days = [at for pk, at, on, _doubt in told if at and (pk == source or on is None or at.date() > on)]
    last = max(days, default=None)
    doubts = [at for _pk, _at, _on, at in told if at is not None]
    return last, any(last is None or at > last for at in doubts)


def kept_by(actor: Actor, contribution: Contribution) -> list[Contribution]:
    """Itself and the versions in communities the actor reads: any of them may keep what people say of it; the original first."""
    known = VERSIONS.versions(actor, contribution, Article.objects.get(pk=contribution.pk))
    there = readable_ids(actor)
    others = [one for one in (known.others if known else ()) if one.head.home_id in there]
    above = [one.head for one in others if one.is_original]
    return [*above, contribution, *(one.head for one in others if not one.is_original)]


def where_it_is_said(contribution: Contribution, actor: Actor) -> Contribution:
    """The original, which keeps what is said of its versions, if the actor may speak there; else the version itself."""
    first = kept_by(actor, contribution)[0]
    return first if rules.may_check(first, actor) else contribution
