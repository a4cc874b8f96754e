"""What practices say of those who brought them: that other sites use them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import UTC, datetime, time

from django.db.models import Count, F, Max, QuerySet

from passerelle.contributions.evidence import Proof
from passerelle.contributions.models import Contribution
from passerelle.kinds.innovation.practice.models import Adoption
from passerelle.science.expertise import Form


def reused(among: QuerySet[Contribution], people: Collection[int]) -> Iterable[Proof]:
    """The practices of these people that sites other than their own have in use. One query."""
    used = Adoption.objects.filter(
        practice_id__in=among.filter(author_id__in=people).values("pk"), stage=Adoption.Stage.IN_USE
    ).exclude(site=None)
    elsewhere = used.exclude(site_id=F("practice__contribution__author__site_id")).order_by()
    rows = elsewhere.values("practice_id", "practice__contribution__author_id")
    for row in rows.annotate(sites=Count("site_id", distinct=True), last=Max("in_use_on")).order_by("practice_id"):
        moment = datetime.combine(row["last"], time(), UTC)
        yield Proof(
            row["practice__contribution__author_id"], row["practice_id"], Form.REUSED, moment, times=row["sites"]
        )
