"""What an operations director reads of the story: which practices to push where, and what is not known."""

from __future__ import annotations

from html import unescape
from math import log1p

import pypdfium2
import pytest
from django.test import Client
from django.urls import reverse

from passerelle.contributions.models import Deadline
from passerelle.exchange.demo.links import landing
from passerelle.exchange.demo.practising import PERIOD
from passerelle.journal.actor import person_actor
from passerelle.kinds.innovation.practice.models import Adoption, Practice
from passerelle.kinds.innovation.practice.portfolio.adaptations import adaptations
from passerelle.kinds.innovation.practice.portfolio.quarter import quarter
from passerelle.kinds.innovation.practice.portfolio.review import review
from passerelle.kinds.innovation.practice.reading import effects
from passerelle.kinds.innovation.practice.reading.versions import VERSIONS
from passerelle.notifications.models import Notice
from passerelle.people.models import Site
from passerelle.science.advantage import Advantage
from passerelle.science.lift import Lift
from passerelle.science.pooling import Pooled

pytestmark = [pytest.mark.slow, pytest.mark.once, pytest.mark.django_db]
SECOND, NOON, CANDLE, TEXTED, LINE = (
    f"gestes-de-boutique/{name}"
    for name in ("09-second-size", "10-portants-midi", "11-bougie-entree", "12-text-a-number", "08-remonter-la-file")
)


@pytest.fixture
def renaud(told):
    return told.people[told.story.personas["operations-lead"]]


@pytest.fixture
def found(told, renaud):
    """What each of the practices brought, as the operations lead may read it."""
    return {key: effects(person_actor(renaud), told.contribution(key)) for key in (SECOND, NOON, CANDLE, TEXTED, LINE)}


def lift_of(row):
    assert isinstance(row.lift, Lift)
    return row.lift


def test_the_truth_that_was_planted_lies_in_every_interval(told, found):
    planted = {row["thread"]: row["lift"] for row in told.story.practices}
    assert {key: planted[key] for key in (SECOND, NOON, CANDLE)} == {SECOND: 0.15, NOON: 0.08, CANDLE: 0.0}
    for key in (SECOND, NOON, CANDLE, TEXTED):
        pooled = found[key].pooled
        assert isinstance(pooled, Pooled)
        assert pooled.low < log1p(planted[key]) < pooled.high
        assert pooled.prediction[0] < pooled.low < pooled.high < pooled.prediction[1]
    for row in told.story.practices:
        beside = [one["control"] for one in row["sites"] if "control" in one]
        assert len(set(beside)) == len(beside)
    assert {one.beside_same for one in found.values()} == {0}
    origin = next(row for row in found[TEXTED].rows if row.is_origin)
    assert lift_of(origin).interval[0] < log1p(planted[TEXTED]) < lift_of(origin).interval[1]


def test_two_have_an_effect_and_the_one_that_has_none_is_not_called_one(found):
    assert {key: (found[key].mean, found[key].is_clear) for key in (SECOND, NOON, CANDLE)} == {
        SECOND: (16, True),
        NOON: (7, True),
        CANDLE: (0, False),
    }
    assert (found[CANDLE].good.good, found[CANDLE].good.of) == (0, 5)


def test_what_a_director_reads_before_deciding_which_to_push_where(told, renaud, found, settings):
    settings.ALLOWED_HOSTS = ["*"]
    browser = Client(headers={"accept-language": "en"})
    browser.force_login(renaud, backend="passerelle.people.backends.StaffCardBackend")
    lands = browser.get(landing("operations-lead"))
    titles = [told.contribution(key).title for key in (SECOND, NOON, CANDLE, TEXTED, LINE)]
    assert (lands.status_code, [title in unescape(lands.text) for title in titles]) == (200, [True] * 5)
    pages = {key: browser.get(told.contribution(key).get_absolute_url()).text for key in found}
    unsure = "No change at all lies within that: it is not shown that it does anything elsewhere."
    assert {key: unsure in page for key, page in pages.items()} == {key: key == CANDLE for key in pages}
    expected = {SECOND: ("+7", "+27"), NOON: ("−6", "+22"), CANDLE: ("−4", "+5")}
    for key, (low, high) in expected.items():
        assert f"At your site expect between {low}\N{NO-BREAK SPACE}% and {high}\N{NO-BREAK SPACE}%" in pages[key]
    assert "What it brings elsewhere cannot be told yet." in pages[LINE]
    assert "1 site used it and measured nothing that can be told. None of them counts as a success." in pages[NOON]


def test_the_sheet_of_the_quarter_names_three_to_push_and_where(told, renaud, settings):
    """Two that surely help, and the one from Texas, told by what other sites measured; a candle and what nobody measured are none."""
    home = told.contribution(SECOND).home
    pushes = review(person_actor(renaud), home, quarter("")).pushing.pushes
    assert [one.name for one in pushes] == [told.contribution(key).title for key in (TEXTED, SECOND, NOON)]
    assert [("At the next site it lies between" in one.words, len(one.where) > 8) for one in pushes] == [
        (True, True)
    ] * 3
    offices = set(Site.objects.filter(type="office").values_list("name", flat=True))
    assert [offices & set(one.where) for one in pushes] == [set()] * 3
    settings.ALLOWED_HOSTS = ["*"]
    browser = Client(headers={"accept-language": "en"})
    browser.force_login(renaud, backend="passerelle.people.backends.StaffCardBackend")
    answered = browser.get(reverse("practice_review_sheet", args=[home.pid]))
    pages = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(answered.content)]
    text = " ".join(" ".join(pages).split())
    assert [one.name in text and one.where[0] in text for one in pushes] == [True] * 3
    assert "cannot be told yet what it brings elsewhere" in text


def test_a_partner_answered_for_a_shop_of_theirs_and_is_asked_again(told):
    ghislaine = told.people[told.story.personas["partner-guest"]]
    known = Adoption.objects.filter(site__organisation=ghislaine.organisation).order_by("offered_on")
    assert [(one.practice_id, one.stage, one.answer) for one in known] == [
        (told.contribution(TEXTED).pk, "in_use", "adapt"),
        (told.contribution(LINE).pk, "considering", ""),
    ]
    due = Deadline.objects.filter(person=ghislaine, met_at=None).values_list("contribution_id", "purpose")
    assert list(due) == [(known[1].practice_id, known[1].purpose)]
    seen = effects(person_actor(ghislaine), told.contribution(TEXTED))
    assert {row.site for row in seen.rows} == {""}


def test_one_answer_is_overdue_and_by_now_the_deputy_and_the_managers_are_asked_as_well(told, settings):
    turin = Adoption.objects.get(practice_id=told.contribution(LINE).pk, site__slug="torino-carlina")
    due = Deadline.objects.filter(contribution_id=turin.practice_id, purpose=turin.purpose, met_at=None)
    asked = ("elena-pavesi", "simone-caputo", "josephine-amsellem", "chiara-bonfanti")
    assert (turin.stage, turin.reminded) == ("considering", 2)
    assert {row.person_id for row in due} == {told.people[one].pk for one in asked}
    told_each = Notice.objects.filter(verb="practice.unanswered").values_list("person_id", flat=True)
    assert set(told_each) == {told.people[one].pk for one in asked[1:]}
    settings.ALLOWED_HOSTS = ["*"]
    browser = Client(headers={"accept-language": "en"})
    browser.force_login(told.people[asked[2]], backend="passerelle.people.backends.StaffCardBackend")
    waits = " ".join(browser.get(reverse("practice_waiting", args=[told.contribution(LINE).home.pid])).text.split())
    assert "Strasbourg Kléber" in waits.split('id="overdue"')[0]
    assert "Asked: Elena Pavesi, then Simone Caputo. The community managers are asked as well." in waits


def test_money_is_added_up_once_confirmed_and_each_currency_by_itself(found):
    assert found[SECOND].worth == [("$", "31,000", 1), ("€", "51,000", 3)]


def test_an_adaptation_in_texas_beats_where_it_comes_from(told, found):
    ours = Adoption.objects.get(practice_id=told.contribution(LINE).pk, site__slug="austin-south-congress")
    used = told.contribution(TEXTED).created_at.date() - ours.in_use_on
    assert (ours.stage, ours.answer, used.days > PERIOD) == ("in_use", "adapt", True)
    lyon, austin = (next(row for row in found[key].rows if row.is_origin) for key in (LINE, TEXTED))
    assert austin.between[1] < lyon.between[0] < 0
    assert {told.contribution(key).facts["grade"] for key in found} == {lyon.measurement.outcome.grade} == {"B"}
    assert Practice.objects.get(pk=told.contribution(TEXTED).pk).origin == told.contribution(LINE)


def test_what_is_told_in_english_as_well_is_one_practice_with_its_adaptation_apart(told, renaud):
    line, english = told.contribution(LINE), told.contribution("gestes-de-boutique/41-line-from-the-end")
    known = VERSIONS.versions(person_actor(renaud), line, Practice.objects.get(pk=line.pk))
    assert [(one.head, one.is_stale) for one in known.others] == [(english, False)]
    assert (english.state, english.language, english.facts["grade"]) == (line.state, "en", line.facts["grade"])


def test_that_it_does_is_said_on_both_pages_and_where_one_looks_for_it(told, renaud, settings):
    settings.ALLOWED_HOSTS = ["*"]
    browser = Client(headers={"accept-language": "en"})
    browser.force_login(renaud, backend="passerelle.people.backends.StaffCardBackend")
    line, texted = told.contribution(LINE), told.contribution(TEXTED)
    list_of_all = reverse("practice_waiting", args=[line.home.pid])
    pages = [" ".join(unescape(browser.get(one).text).split()) for one in (list_of_all, texted.get_absolute_url())]
    assert [f"It does better than what it was made from, “{line.title}”." in page for page in pages] == [True, True]
    (found,) = adaptations(person_actor(renaud), line.home)
    assert isinstance(found.found, Advantage)
    assert (found.adapted, found.origin, found.is_better) == (texted, line, True)
    assert found.figures.replace("\N{NO-BREAK SPACE}", " ") in pages[0]
    origin = unescape(browser.get(line.get_absolute_url()).text)
    assert f"“{texted.title}”, which was made from it, does better." in origin


def test_one_shop_gave_one_up_and_says_so_with_its_numbers(told, found):
    gone = Adoption.objects.select_related("site").get(practice_id=told.contribution(CANDLE).pk, stage="dropped")
    row = next(row for row in found[CANDLE].rows if row.measurement.adoption_id == gone.pk)
    assert (gone.site.name, bool(gone.exit_what and gone.exit_advice), found[CANDLE].dropped) == ("Roma Prati", True, 1)
    assert row.between[0] < 0 < row.between[1]
    assert (gone.dropped_on - gone.in_use_on).days > PERIOD


def test_all_twenty_four_shops_in_three_countries_take_part(told):
    rows = [row for row in told.story.practices if row["thread"] != TEXTED]
    sites = {
        one[name]
        for row in rows
        for one in [row["origin"], *row["sites"]]
        for name in ("site", "control")
        if name in one
    }
    keys = [told.contribution(row["thread"]).pk for row in rows]
    origins = set(Practice.objects.filter(pk__in=keys).values_list("site__slug", flat=True))
    shops = Site.objects.filter(slug__in=sites | origins)
    assert (shops.count(), set(shops.values_list("country", flat=True))) == (24, {"FR", "IT", "US"})


def test_others_land_at_home():
    assert landing("member") == reverse("home")
