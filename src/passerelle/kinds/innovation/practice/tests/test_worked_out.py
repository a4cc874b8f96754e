"""What one reads of a measurement: numbers to work it out again, what it is compared with, and whether another counts in its place."""

from __future__ import annotations

import re
from decimal import Decimal

from django.urls import reverse

from cast.people import as_actor
from passerelle.kinds.innovation.practice.actions import measure_at
from passerelle.kinds.innovation.practice.reading import effects
from passerelle.kinds.innovation.practice.tests.measured import POST, TOLD


def at(practice, adoption, who, **more):
    return measure_at(practice, adoption, by=as_actor(who), **{**TOLD, **more})


def test_a_site_that_counts_the_other_way_round_begins_with_what_others_measured(cast, practice, using, visit):
    for adoption in using[:2]:
        at(practice, adoption, cast.mia)
    address = f"{reverse('practice_measure', args=[practice.pid])}?site={using[2].site.pid}"
    begun = re.findall(
        r'name="(metric|unit|more_is_better)" value="([^"]*)"([^>]*checked)?', visit(cast.mia).get(address).text
    )
    assert [(name, value) for name, value, checked in begun if checked or name != "more_is_better"] == [
        ("metric", "Returns"), ("unit", "%"), ("more_is_better", "no")
    ]  # fmt: skip
    at(practice, using[2], cast.mia, control_pre=[], control_post=[])
    page = visit(cast.otto).get(practice.get_absolute_url()).text
    assert "1 site used it and measured nothing that can be told." in page
    at(practice, using[2], cast.mia, more_is_better=True)
    found = effects(as_actor(cast.otto), practice)
    assert (found.others, found.unmeasured) == ([(using[2].site.name, False, "Returns", "%", True)], 0)
    page = visit(cast.otto).get(practice.get_absolute_url()).text
    assert "(Returns, %; it counts as good what the others count as bad)" in page


def test_a_number_can_be_worked_out_again_and_a_later_one_takes_its_place(cast, practice, using, visit):
    for by in (1, 2):
        at(practice, using[0], cast.mia, post=[number * by for number in POST], worth=Decimal(900), worth_unit="€")
    found = effects(as_actor(cast.mia), practice)
    assert [(row.before, row.after, row.beside, row.is_over) for row in found.rows] == [
        ("21", "33.5", ("30.25", "29.5"), False),
        ("21", "16.75", ("30.25", "29.5"), True),
    ]
    page = visit(cast.mia).get(practice.get_absolute_url()).text
    told = "Here 21 → 16.75, at the place without it 30.25 → 29.5; means of 8 and of 8 numbers."
    assert (told in page, page.count("Measured again since: not counted."), page.count(": 21 → 16.75 (−18")) == (
        True,
        1,
        1,
    )
    waits = "It waits for somebody else who answers for the site, or a community manager, to confirm it"
    assert [waits in visit(who).get(practice.get_absolute_url()).text for who in (cast.mia, cast.otto)] == [True, False]
