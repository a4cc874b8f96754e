"""The look at all trends at once, each night: which would be two, which would be one. It asks people and changes nothing.

It loads numpy: import it where a job runs.
"""

from __future__ import annotations

from collections import defaultdict

from django.db import transaction

from passerelle.kinds.innovation.trend.gathering import living, remarks_now, vectors_of
from passerelle.kinds.innovation.trend.models import Rethought
from passerelle.science.clustering import Pins
from passerelle.science.regrouping import audit


@transaction.atomic
def rethink() -> int:
    """Keep what there is to ask, in place of what was asked before; returns of how many trends."""
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
    asked = sorted({*parts, *close})
    Rethought.objects.all().delete()
    Rethought.objects.bulk_create(
        Rethought(trend_id=pk, parts=parts.get(pk, []), close=sorted(close.get(pk, ()))) for pk in asked
    )
    return len(asked)
