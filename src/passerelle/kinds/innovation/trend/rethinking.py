"""The look at all trends at once, each night: which would be two, which would be one. It asks people and changes nothing.

It loads numpy: import it where a job runs.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from django.db import transaction

from passerelle.kinds.innovation.trend.gathering import living, remarks_now, vectors_of
from passerelle.kinds.innovation.trend.models import Rethought, Trend
from passerelle.science.clustering import Pins
from passerelle.science.regrouping import audit


def rethink() -> int:
    """Keep what there is to ask, in place of what was asked before; returns of how many trends.

    It is read and worked out first, which may take long; what is written takes a moment.
    """
    vectors = vectors_of(remarks_now())
    trends, _standing, parted = living()
    groups = {pk: [member for member in members if member in vectors] for pk, (_scope, members) in trends.items()}
    apart = {frozenset({signal, member}) for trend, signal in parted for member in groups.get(trend, ())}
    found = audit(groups, vectors, pins=Pins(apart=[pair for pair in apart if len(pair) > 1]))
    parts = {split.group: [list(part) for part in split.parts] for split in found.splits}
    close: dict[int, set[int]] = defaultdict(set)
    for merge in found.merges:
        for trend in merge.groups:
            close[trend] |= set(merge.groups) - {trend}
    return _keep({pk: (parts.get(pk, []), sorted(close.get(pk, ()))) for pk in sorted({*parts, *close})})


@transaction.atomic
def _keep(asked: Mapping[int, tuple[list[list[int]], list[int]]]) -> int:
    Rethought.objects.all().delete()
    there = set(Trend.objects.filter(pk__in=asked).values_list("pk", flat=True))  # some may have gone meanwhile
    Rethought.objects.bulk_create(
        Rethought(trend_id=pk, parts=parts, close=close) for pk, (parts, close) in asked.items() if pk in there
    )
    return len(there)
