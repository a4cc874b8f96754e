"""What a practice brought: each figure with its interval, or a sentence that says why there is none."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from cast.people import as_actor
from cast.world import bring
from passerelle.contributions.actions import edit
from passerelle.contributions.kinds import get_kind
from passerelle.contributions.models import Contribution
from passerelle.journal.decision import Refused
from passerelle.kinds.innovation.practice.actions import appoint, confirm, give_up, measure_at, take_back
from passerelle.kinds.innovation.practice.models import Adoption, Measurement, Practice
from passerelle.kinds.innovation.practice.portfolio.effects import brought
from passerelle.kinds.innovation.practice.reading import effects
from passerelle.kinds.innovation.practice.tests.asking import TOLD as TYPED
from passerelle.kinds.innovation.practice.tests.measured import POST, SINCE, TOLD
from passerelle.lib.clock import now
from passerelle.people.models import Site
from passerelle.science.proportions import wilson
from passerelle.science.unsure import Because
from passerelle.trail.models import Outcome
from passerelle.work.worker import run_all


@pytest.fixture
def practice(cast, places):
    """Ada's, in use at five sites that Mia and Otto answer for."""
    made = bring("Hem", places.open, cast.ada, "practice", details=get_kind("practice").sample["details"])
    Contribution.objects.filter(pk=made.pk).update(state="current")
    details, day = Practice.objects.get(), timezone.localdate(now())
    for number in range(5):
        site = Site.objects.create(slug=f"s{number}", name=f"Site {number}")
        appoint(places.open, site, person=cast.mia, deputy=cast.otto, by=as_actor(cast.sam))
        Adoption.objects.create(
            practice=details, site=site, offered_on=day, due_at=now(), stage="in_use", in_use_on=SINCE, answer="adopt"
        )
    return Contribution.objects.unscoped("a test").select_related("home", "body").get(pk=made.pk)


def adoptions():
    return list(Adoption.objects.select_related("site"))


def at(practice, adoption, who, **more):
    return measure_at(practice, adoption, by=as_actor(who), **{**TOLD, **more})


def scaled(numbers, by):
    return [number * by for number in numbers]


def test_a_site_measures_beside_one_that_changed_nothing(cast, practice):
    made = at(practice, adoptions()[0], cast.mia, worth=Decimal(900), worth_unit="€")
    outcome = Outcome.objects.unscoped("a test").get()
    assert (outcome.grade, outcome.baseline, outcome.value) == ("B", Decimal(21), Decimal("16.75"))
    assert (outcome.site, outcome.contribution, made.outcome) == (adoptions()[0].site, practice, outcome)
    found = effects(as_actor(cast.otto), practice)
    assert [(row.site, row.percent, row.between) for row in found.rows] == [("Site 0", -18, (-24, -12))]
    assert (found.pooled, found.unmeasured, found.dropped) == (Because.TOO_FEW_SITES, 4, 0)


@pytest.mark.parametrize(
    ("told", "grade", "because"),
    [
        ({"control_pre": [], "control_post": []}, "C", Because.NO_COMPARISON),
        ({"pre": []}, "D", Because.TOO_FEW_PERIODS),
        ({"pre": [0] * 8}, "C", Because.NOT_POSITIVE),
        ({"post": scaled(POST, 1000)}, "C", Because.TOO_LARGE),
        ({"post": POST[:3]}, "C", Because.TOO_FEW_PERIODS),
    ],
)
def test_numbers_that_tell_less_are_worth_a_lower_grade_and_a_sentence(cast, practice, visit, told, grade, because):
    at(practice, adoptions()[0], cast.mia, **told)
    assert Outcome.objects.unscoped("a test").get().grade == grade
    assert effects(as_actor(cast.otto), practice).rows[0].lift == because
    page = visit(cast.otto).get(practice.get_absolute_url()).text
    assert ("What it brings elsewhere cannot be told yet." in page, "Cannot be told." in page) == (True, True)


@pytest.mark.parametrize("post", [[], [1e13], [1.0] * 401])
def test_no_numbers_and_impossible_ones_are_refused(cast, practice, no_trace, post):
    with no_trace(), pytest.raises(Refused, match="none that nobody could count"):
        at(practice, adoptions()[0], cast.mia, post=post)


def test_all_together_without_the_origin_and_what_the_next_may_expect(cast, practice, visit):
    at(practice, None, cast.ada, post=scaled(POST, 0.5))
    for adoption, by in zip(adoptions()[:4], (0.9, 1.0, 1.1, 1.2), strict=True):
        at(practice, adoption, cast.mia, post=scaled(POST, by))
    found = effects(as_actor(cast.otto), practice)
    assert found.pooled.sites == 4
    assert found.pooled.is_imprecise
    low, high = found.between
    assert low < found.mean < high
    assert found.expected[0] < low < high < found.expected[1]
    assert (found.good.good, found.good.of, found.unmeasured) == (3, 4, 1)
    assert 0 < found.kept < 100
    assert [bar.sort for bar in found.forest.bars] == ["origin", "site", "site", "site", "site", "pooled", "next"]
    page = visit(cast.otto).get(practice.get_absolute_url()).text
    assert f"At your site expect between −{-found.expected[0]}\N{NO-BREAK SPACE}% and" in page
    assert "With fewer than five sites this is a first sketch." in page
    assert (found.beside_same, "4 of them compare themselves with the same place" in page) == (4, True)
    ticks = found.forest.ticks
    assert (ticks[2].percent, ticks[2].at, sorted(ticks, key=lambda tick: tick.at)) == (0, 50.0, ticks)
    portfolio = visit(cast.otto).get(reverse("practice_portfolio", args=[practice.home.pid])).text
    assert brought([practice.pk])[practice.pk].change in portfolio
    low, high = (round(100 * end) for end in wilson(3, 4))
    assert f"As a share: between {low} and {high} %." in page.replace("\N{NO-BREAK SPACE}", " ")
    at(practice, adoptions()[4], cast.mia, unit="minutes")
    found = effects(as_actor(cast.otto), practice)
    assert (found.pooled.sites, found.others) == (4, [("Site 4", False, "Returns", "minutes", False)])


def test_a_measurement_is_taken_back_by_who_wrote_it_who_speaks_for_the_site_and_who_manages(
    cast, practice, visit, verbs, no_trace
):
    address = reverse("practice_measure_take_back", args=[practice.pid])
    made = at(practice, adoptions()[0], cast.mia, worth=Decimal(900), worth_unit="€")
    with no_trace(), pytest.raises(Refused, match="Only those who answer for this site"):
        take_back(made, by=as_actor(cast.ada))
    backs = {who: len(effects(as_actor(getattr(cast, who)), practice).backs) for who in ("ada", "mia", "otto", "sam")}
    assert backs == {"ada": 0, "mia": 1, "otto": 1, "sam": 1}
    for who in (cast.mia, cast.otto, cast.sam):
        made = at(practice, adoptions()[0], cast.mia, worth=Decimal(900), worth_unit="€")
        verbs()
        browser = visit(who)
        assert browser.post(address, {"measurement": made.pk}).status_code == 302
        assert browser.post(address, {"measurement": made.pk}).status_code == 404
        take_back(made, by=as_actor(who))
        assert verbs() == ["practice.measurement_taken_back"]
        with pytest.raises(Refused, match="taken back meanwhile"):
            confirm(made, by=as_actor(cast.otto))
    assert (Measurement.objects.count(), Outcome.objects.unscoped("a test").count()) == (1, 1)
    assert "took a measurement back" in visit(cast.otto).get(practice.get_absolute_url()).text
    proven = at(practice, None, cast.ada)
    assert [row.is_origin for row in effects(as_actor(cast.ada), practice).backs] == [True]
    with no_trace(), pytest.raises(Refused):
        take_back(proven, by=as_actor(cast.mia))
    take_back(proven, by=as_actor(cast.ada))


def test_what_it_brought_stands_above_all_in_one_sentence_and_nowhere_number_by_number(cast, practice, visit):
    notice = '<div class="notice{}">'
    for adoption, by in zip(adoptions()[:4], (0.98, 1.0, 1.02, 1.01), strict=True):
        at(practice, adoption, cast.mia, post=scaled(POST, by))
    page = visit(cast.otto).get(practice.get_absolute_url()).text
    above = page[: page.index('id="effects"')]
    assert "What came of it, measured" not in page
    assert ("Returns: on average −" in above, notice.format(" notice--success") in above) == (True, True)
    Measurement.objects.update(more_is_better=True)
    page = visit(cast.otto).get(practice.get_absolute_url()).text
    assert notice.format(" notice--success") not in page


def test_who_gave_it_up_is_counted(cast, practice):
    at(practice, adoptions()[0], cast.mia)
    give_up(adoptions()[1], what="Queues", kept="", advice="", by=as_actor(cast.mia))
    found = effects(as_actor(cast.otto), practice)
    assert (found.unmeasured, found.dropped) == (4, 1)


def test_it_is_worth_what_a_second_person_of_the_site_confirms(cast, practice, visit, verbs):
    made = at(practice, adoptions()[0], cast.mia, worth=Decimal(900), worth_unit="€")
    assert effects(as_actor(cast.otto), practice).worth == []
    for who, said in ((cast.mia, "A second person of the site"), (cast.ada, "Only those who answer for this site")):
        with pytest.raises(Refused, match=said):
            confirm(made, by=as_actor(who))
    verbs()
    browser = visit(cast.otto)
    assert "not confirmed yet" in browser.get(practice.get_absolute_url()).text
    for _ in range(2):
        assert (
            browser.post(reverse("practice_confirm", args=[practice.pid]), {"measurement": made.pk}).status_code == 302
        )
    assert verbs() == ["practice.worth_confirmed"]
    assert effects(as_actor(cast.otto), practice).worth == [("€", "900", 1)]
    other = at(practice, adoptions()[1], cast.mia)
    with pytest.raises(Refused, match="nothing to confirm"):
        confirm(other, by=as_actor(cast.otto))


def test_who_measures_where(cast, practice, visit):
    adoption = adoptions()[0]
    address = reverse("practice_measure", args=[practice.pid])
    seen = {
        who: tuple(
            visit(getattr(cast, who)).get(one).status_code for one in (address, f"{address}?site={adoption.site.pid}")
        )
        for who in ("ada", "mia", "sam", "gil")
    }
    assert seen == {"ada": (200, 404), "mia": (404, 200), "sam": (200, 200), "gil": (404, 404)}
    pages = [visit(cast.sam).get(one).text for one in (address, f"{address}?site={adoption.site.pid}")]
    assert ['name="worth"' in page for page in pages] == [False, True]
    Adoption.objects.update(stage="adapting", in_use_on=None)
    with pytest.raises(Refused, match="does not use it yet"):
        at(practice, adoptions()[0], cast.mia)


def test_the_form_reads_what_is_copied_from_a_sheet(cast, practice, visit):
    address = f"{reverse('practice_measure', args=[practice.pid])}?site={adoptions()[0].site.pid}"
    sent = {
        "metric": "Returns",
        "unit": "%",
        "more_is_better": "no",
        "pre": "20,5 22 19\n21 23 20 22 21",
        "post": "17;16;18;17;15;17;16;18",
        "starts_on": "2026-01-01",
        "ends_on": "2026-06-01",
        "method": "Counted",
    }
    mia = visit(cast.mia)
    for wrong, said in (
        ({"post": "17 many"}, "“many” is no number."),
        ({"post": "1e300"}, "larger than anybody could count"),
        ({"post": "nan"}, "larger than anybody could count"),
        ({"ends_on": "2025-01-01"}, "before the one on which it begins"),
        ({"worth": "5"}, "Say of what"),
    ):
        answer = mia.post(address, {**sent, **wrong})
        assert (answer.status_code, said in answer.text) == (422, True)
    assert mia.post(address, sent).status_code == 302
    made = Measurement.objects.get()
    assert (made.pre[0], made.post, made.more_is_better) == (20.5, POST, False)


def test_the_page_costs_the_same_with_more_measurements(cast, practice, visit):
    browser, address = visit(cast.otto), practice.get_absolute_url()
    at(practice, adoptions()[0], cast.mia)
    browser.get(address)
    with CaptureQueriesContext(connection) as few:
        browser.get(address)
    for adoption in adoptions()[1:]:
        at(practice, adoption, cast.mia)
    with CaptureQueriesContext(connection) as many:
        browser.get(address)
    assert len(many) == len(few)


def test_how_sure_it_is_follows_from_how_it_was_measured_and_not_from_what_its_author_says(cast, practice, visit):
    """A claim is no better than before and after; numbers beside another place say B, and taken back say so no longer."""

    def shown():
        matrix = visit(cast.sam).get(reverse("practice_portfolio", args=[practice.home.pid]), {"grade": grade})
        card = Contribution.objects.unscoped("a test").get(pk=practice.pk)
        return card.facts["grade"], f"Current · {grade}" in matrix.text

    edit(practice, title="Hem", text="Measure.", details=TYPED | {"grade": "A"}, by=as_actor(cast.ada))
    run_all()
    Contribution.objects.update(state="current")
    for told, who, adoption, grade in (
        (None, None, None, "C"),
        ({"pre": [], "control_pre": [], "control_post": []}, cast.ada, None, "D"),
        ({"control_pre": [], "control_post": []}, cast.mia, adoptions()[0], "D"),
        ({"by_lot": True}, cast.mia, adoptions()[1], "B"),
    ):
        made = at(practice, adoption, who, **told) if told else None
        assert shown() == (grade, True)
    take_back(made, by=as_actor(cast.mia))
    grade = "D"
    assert shown() == ("D", True)


def test_the_lot_counts_once_somebody_else_who_answers_confirms_it(cast, practice, visit, verbs, no_trace):
    made, plain = at(practice, adoptions()[0], cast.mia, by_lot=True), at(practice, adoptions()[1], cast.mia)
    verbs()

    def press(who, one):
        address = reverse("practice_confirm_lot", args=[practice.pid])
        return visit(who).post(address, {"measurement": one.pk}).status_code

    for who, one in ((cast.mia, made), (cast.otto, made), (cast.sam, plain), (cast.gil, made)):
        with no_trace():
            assert press(who, one) in (403, 404)
    page = visit(cast.sam).get(practice.get_absolute_url()).text
    assert ("by lot, as long as nobody else confirmed it" in page, "I can confirm it" in page) == (True, True)
    assert "I can confirm it" not in visit(cast.mia).get(practice.get_absolute_url()).text
    assert (press(cast.sam, made), press(cast.sam, made)) == (302, 302)
    made.refresh_from_db()
    assert (made.outcome.grade, made.lot_confirmed_by, verbs()) == ("A", cast.sam, ["practice.lot_confirmed"])
    assert Contribution.objects.unscoped("a test").get(pk=practice.pk).facts["grade"] == "A"
    page = visit(cast.sam).get(practice.get_absolute_url()).text
    assert ("by lot, as long as" in page, "I can confirm it" in page) == (False, False)
    take_back(made, by=as_actor(cast.mia))
    assert Contribution.objects.unscoped("a test").get(pk=practice.pk).facts["grade"] == "B"
