"""What sites keep of a practice, how long it took to reach them, and what a lot is worth."""

from __future__ import annotations

from datetime import timedelta
from html import unescape

from cast.people import as_actor
from passerelle.contributions.models import Contribution
from passerelle.kinds.innovation.practice.actions import measure_at, take_into_use
from passerelle.kinds.innovation.practice.models import Adoption, Practice
from passerelle.kinds.innovation.practice.reading import spread
from passerelle.kinds.innovation.practice.tests.asking import fresh, page, today
from passerelle.kinds.innovation.practice.tests.measured import TOLD, used
from passerelle.lib.clock import now
from passerelle.science.spreading import Reached


def test_a_site_says_which_core_elements_it_keeps(cast, practice, asked, visit, verbs):
    """Of three, two; a list that is changed later changes nothing of what was said, and who says nothing is not counted."""
    browser, address = visit(cast.mia), page(practice, "use", asked)
    assert browser.get(address).text.count('name="kept"') == 3
    verbs()
    for _ in range(2):
        assert browser.post(address, {"since": today().isoformat(), "kept": ["0", "2"]}).status_code == 302
    assert verbs() == ["practice.taken_up"]
    Practice.objects.update(elements="One\nTwo\nThree\nFour")
    asked.refresh_from_db()
    assert (asked.kept, asked.changed) == (["Measured once", "Back the next day"], ["Paid with the curtain"])
    assert spread(as_actor(cast.ada), practice).fidelity == (67, 1)
    shown = visit(cast.ada).get(practice.get_absolute_url()).text
    assert "Keeps 2 of 3 core elements. Not: Paid with the curtain" in shown
    assert browser.post(address, {"since": today().isoformat(), "kept": ["9"]}).status_code == 422


def test_who_says_nothing_of_what_it_keeps_is_not_counted(cast, practice, asked):
    take_into_use(asked, today(), by=as_actor(cast.mia))
    assert spread(as_actor(cast.ada), practice).fidelity is None


def test_days_until_the_second_and_the_fifth_site_and_the_curve(cast, practice, asked, sites, visit):
    """Two of five after thirty days; the fifth not yet, and a tenth was never asked."""
    Contribution.objects.filter(pk=practice.pk).update(created_at=now() - timedelta(days=60))
    for site in [*sites[1:], None, None]:
        Adoption.objects.create(practice_id=practice.pk, site=site, offered_on=today(), due_at=now(), stage="declined")
    days = [today() - timedelta(days=30), today() - timedelta(days=50)]
    for one, day in zip(Adoption.objects.all(), days, strict=False):
        Adoption.objects.filter(pk=one.pk).update(stage="in_use", in_use_on=day, offered_on=day)
    assert spread(as_actor(cast.ada), fresh(practice)).times == [(2, Reached(30, True)), (5, Reached(60, False))]
    text = " ".join(unescape(visit(cast.ada).get(practice.get_absolute_url()).text).split())
    assert "Since it was published: 2 sites after 30 days, 5 sites not yet (> 60 days)." in text
    # One of five from the first day on, two from the twentieth of fifty: steps of a fifth of the height.
    steps = "0.0,60.0 0.0,60.0 0.0,48.0 120.0,48.0 120.0,36.0 300.0,36.0"
    assert (spread(as_actor(cast.ada), fresh(practice)).curve, steps in text) == (steps, True)


def test_one_site_alone_draws_no_curve(cast, practice, asked, visit):
    Adoption.objects.update(stage="in_use", in_use_on=today(), offered_on=today() - timedelta(days=9))
    assert spread(as_actor(cast.ada), fresh(practice)).curve == ""
    assert 'class="curve"' not in visit(cast.ada).get(practice.get_absolute_url()).text


def test_a_lot_that_nobody_else_confirmed_makes_it_worth_no_more(cast, practice, asked):
    used(asked, cast.mia)
    made = [
        measure_at(practice, asked, by=as_actor(cast.mia), by_lot=True, **{**TOLD, **told})
        for told in ({}, {"control_pre": [], "control_post": []}, {"pre": []})
    ]
    assert [one.outcome.grade for one in made] == ["B", "C", "D"]
