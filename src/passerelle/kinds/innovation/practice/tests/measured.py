"""What a site writes down in tests: fewer returns than before, beside a place that changed nothing."""

from __future__ import annotations

from datetime import date

from cast.people import as_actor
from passerelle.kinds.innovation.practice.actions import appoint, take_into_use
from passerelle.kinds.innovation.practice.models import Adoption
from passerelle.kinds.innovation.practice.tests.asking import today
from passerelle.lib.clock import now

SINCE = date(2026, 2, 1)  # from then on it is in use
PRE, POST = [20, 22, 19, 21, 23, 20, 22, 21], [17, 16, 18, 17, 15, 17, 16, 18]
OTHER_PRE, OTHER_POST = [30, 31, 29, 30, 32, 30, 31, 29], [29, 30, 30, 28, 31, 29, 30, 29]
TOLD = {
    "metric": "Returns",
    "unit": "%",
    "more_is_better": False,
    "pre": PRE,
    "post": POST,
    "control_pre": OTHER_PRE,
    "control_post": OTHER_POST,
    "method": "Counted at the till",
    "starts_on": date(2026, 1, 1),
    "ends_on": date(2026, 6, 1),
}


def used(adoption, who):
    """Offered long ago, and in use for as long."""
    Adoption.objects.filter(pk=adoption.pk).update(offered_on=SINCE)
    take_into_use(adoption, SINCE, by=as_actor(who))


def in_use(cast, place, practice, sites):
    """For long, at sites for which Mia answers and Otto stands in."""
    told = {"stage": "in_use", "in_use_on": SINCE, "offered_on": today(), "due_at": now(), "answer": "adopt"}
    for site in sites:
        appoint(place, site, person=cast.mia, deputy=cast.otto, by=as_actor(cast.sam))
        Adoption.objects.create(practice_id=practice.pk, site=site, **told)
    return list(Adoption.objects.select_related("site"))
