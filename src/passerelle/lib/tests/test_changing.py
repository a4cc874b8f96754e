"""A compiled change does what ``update`` and ``delete`` do, with the values of each call."""

from __future__ import annotations

from datetime import datetime, timedelta

from cast.world import bring
from passerelle.contributions.models import Contribution, Draft
from passerelle.lib.changing import RowChange, changing
from passerelle.lib.clock import now


@changing
def _date(pk: int, slug: str, moment: datetime) -> RowChange:
    rows = Contribution.objects.unscoped("a test").filter(pk=pk, last_activity_at__lt=moment)
    return RowChange(rows, {"slug": slug, "last_activity_at": moment})


@changing
def _forget(person: int, place: str) -> RowChange:
    return RowChange(Draft.objects.filter(person_id=person, place=place))


def test_rows_get_the_values_of_each_call(cast, places):
    first, second = (bring(name, places.open, cast.ada) for name in ("An oven", "A lamp"))
    later = now() + timedelta(days=1)
    assert _date(first.pk, "one", later) == 1
    assert _date(second.pk, "two", later + timedelta(days=1)) == 1
    assert _date(second.pk, "three", later) == 0
    rows = Contribution.objects.unscoped("a test").order_by("pk").values_list("slug", "last_activity_at")
    assert list(rows) == [("one", later), ("two", later + timedelta(days=1))]


def test_rows_are_deleted(cast):
    for place in ("here", "there"):
        Draft.objects.create(person=cast.ada, place=place, fields={})
    assert [_forget(cast.mia.pk, "here"), _forget(cast.ada.pk, "here"), _forget(cast.ada.pk, "here")] == [0, 1, 0]
    assert list(Draft.objects.values_list("place", flat=True)) == ["there"]
