"""The portfolio as sheets: the same practices and sites, the same eyes, and nothing that a spreadsheet would work out."""

from __future__ import annotations

import csv
import io
from codecs import BOM_UTF8
from datetime import timedelta
from decimal import Decimal

from django.urls import reverse
from openpyxl import load_workbook

from cast.people import as_actor
from passerelle.contributions.models import Contribution
from passerelle.kinds.innovation.practice.actions import appoint, measure_at, offer
from passerelle.kinds.innovation.practice.models import Adoption, Measurement, Practice
from passerelle.kinds.innovation.practice.tests.asking import SOON, open_practice, today
from passerelle.people.models import Site

FLAT, RISING = [100.0, 101.0] * 4, [110.0, 111.0] * 4


def sheet(client, name, community, query="", *, kind="csv"):
    answered = client.get(reverse(f"practice_{name}_sheet", args=[community.pid]) + f"?as={kind}{query}")
    assert (answered.status_code, answered["Content-Disposition"].split(".")[-1]) == (200, f'{kind}"')
    if kind == "csv":
        assert answered.content.startswith(BOM_UTF8)  # or Excel takes accents for something else
        return list(csv.reader(io.StringIO(answered.content.decode("utf-8-sig"))))
    return [list(row) for row in load_workbook(io.BytesIO(answered.content)).active.iter_rows(values_only=True)]


def measured(practice, adoption, by, **more):
    """Over ninety days in which it was in use, if only the story of the test began today."""
    known = Adoption.objects.filter(pk=adoption.pk if adoption else 0)
    known.update(in_use_on=today() - timedelta(days=90))
    cells = {"pre": FLAT, "post": RISING, "control_pre": FLAT, "control_post": FLAT}
    told = {"metric": "Returns", "unit": "%", "more_is_better": True, "method": "=1+1", **cells, **more}
    days = {"starts_on": today() - timedelta(days=90), "ends_on": today()}
    made = measure_at(practice, adoption, by=as_actor(by), **told, **days)
    known.update(in_use_on=adoption.in_use_on if adoption else None)
    return made


def test_both_sheets_say_what_the_page_says(cast, places, practice, sites, visit):
    Contribution.objects.filter(pk=practice.pk).update(title="=HYPERLINK(1)")
    Site.objects.filter(pk=sites[0].pk).update(name="+Turin")
    offer(practice, sites[:1], today() + SOON, by=as_actor(cast.ada))
    browser = visit(cast.mia)
    for kind, quote in (("csv", "'"), ("xlsx", "")):
        head, row = sheet(browser, "matrix", places.open, "&country=IT", kind=kind)
        assert head[6:] == [f"{quote}+Turin · IT", "Milan · IT"]
        assert [row[0], row[2], row[3], *map(str, row[4:])] == [
            f"{quote}=HYPERLINK(1)", "Current", "C", "0", "1", "Being considered", "Never offered"
        ]  # fmt: skip
        assert row[1].endswith(f"/c/{practice.pid}/")


def test_what_they_brought_has_its_interval_or_says_why_not(cast, places, practice, sites, visit):
    offer(practice, sites[:2], today() + SOON, by=as_actor(cast.ada))
    Adoption.objects.update(stage="in_use", in_use_on=today())
    first, second = Adoption.objects.order_by("pk")
    measured(practice, first, cast.sam, worth=Decimal(900), worth_unit="€")
    measured(practice, second, cast.sam, control_pre=[], control_post=[])
    measured(practice, None, cast.ada)
    Practice.objects.filter(pk=practice.pk).update(site=sites[2])
    head, told, alone, origin = sheet(visit(cast.mia), "outcome", places.open)
    assert len(head) == len(told) == 23
    assert told[2:4] + told[14:16] == ["Turin", "IT", "'=1+1", "B"]
    assert told[6:12] == ["100.5000", "110.5000", "100.5", "100.5", "8", "8"]
    assert told[16:21] == ["10.0", "9.2", "10.7", "", "900.00"]
    assert alone[8:10] + alone[16:20] == [
        "",
        "",
        "",
        "",
        "",
        "Without a place that changed nothing, nobody knows what would have happened anyway.",
    ]
    assert origin[2:4] + origin[6:8] == ["Where it was proven", "US", "100.5000", "110.5000"]
    rows = sheet(visit(cast.mia), "outcome", places.open, "&q=no such", kind="xlsx")
    assert len(rows) == 1


def test_partners_take_along_what_they_see_and_outsiders_nothing(cast, places, sites, visit):
    made = open_practice(places.shared, cast.ada)
    offer(made, sites, today() + SOON, by=as_actor(cast.ada))
    Adoption.objects.update(stage="in_use", in_use_on=today())
    for adoption in Adoption.objects.order_by("pk"):
        measured(made, adoption, cast.sam)
    measured(made, None, cast.ada)
    Practice.objects.filter(pk=made.pk).update(site=sites[2])
    sites[0].organisation = cast.gwen.organisation
    sites[0].save()
    Site.objects.filter(pk=sites[0].pk).update(organisation=cast.gwen.organisation)
    sites[0].refresh_from_db()
    appoint(places.shared, sites[0], person=cast.gwen, by=as_actor(cast.sam))
    assert sheet(visit(cast.gwen), "matrix", places.shared)[0][6:] == ["Turin · IT"]
    told, origin = sheet(visit(cast.gwen), "outcome", places.shared)[1:]
    assert (told[2], told[6], origin[2:4], origin[6:12]) == ("Turin", "100.5000", ["Where it was proven", ""], [""] * 6)
    assert (origin[16], Measurement.objects.count()) == (told[16], 4)
    for name in ("matrix", "outcome"):
        address = reverse(f"practice_{name}_sheet", args=[places.shared.pid])
        assert [visit(who).get(address).status_code for who in (cast.otto, cast.gil)] == [404, 404]
