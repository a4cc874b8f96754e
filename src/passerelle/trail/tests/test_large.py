"""A trail of ten thousand contributions: its whole page, as a fan of signals and as one long chain, measured within one run."""

from __future__ import annotations

from itertools import pairwise
from time import process_time

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from passerelle.contributions.models import Contribution, Placement
from passerelle.trail.models import Link

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
SMALL, LARGE = 1_000, 10_000
MOST = LARGE // SMALL  # times as much for ten times as many: it grows no faster than what there is


def planted(cast, places, size, shape):
    """The start of a trail of this many."""
    made = Contribution.objects.bulk_create(
        Contribution(kind_slug="update", title=f"Thing {number}", state="open", home=places.open, author=cast.mia)
        for number in range(size)
    )
    Placement.objects.bulk_create(Placement(contribution=one, community=places.open) for one in made)
    pairs = pairwise(made) if shape == "chain" else ((made[0], one) for one in made[1:])
    Link.objects.bulk_create(
        Link(later=later, earlier=earlier, relation="observed_in", status="confirmed") for later, earlier in pairs
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return made[0]


def asked(browser, address):
    """The best of some answers, in seconds of this process, and the number of statements."""
    browser.get(address)
    with CaptureQueriesContext(connection) as queries:
        browser.get(address)
    times = []
    for _ in range(5):
        before = process_time()
        assert browser.get(address).status_code == 200
        times.append(process_time() - before)
    return min(times), len(queries)


@pytest.mark.parametrize("shape", ["fan", "chain"])
def test_the_page_of_ten_thousand(cast, places, visit, shape):
    browser = visit(cast.mia)
    addresses = [reverse("trail", args=[planted(cast, places, size, shape).pid]) for size in (SMALL, LARGE)]
    (small, few), (large, many) = (asked(browser, address) for address in addresses)
    told = f"trail, {shape}: {small * 1000:.0f} ms of {SMALL:,}, {large * 1000:.0f} ms of {LARGE:,}"
    print(told)  # noqa: T201  the figure of the guide, with pytest -s
    assert few == many
    assert large < MOST * small
