"""The review of a quarter reads back as what happened, and admits what it does not know."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

import pypdfium2
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override

from cast.people import as_actor
from cast.world import bring
from passerelle.kinds.innovation.practice.actions import answer, give_up, offer, take_into_use
from passerelle.kinds.innovation.practice.models import Adoption, FocalPerson, Measurement
from passerelle.kinds.innovation.practice.portfolio.chances import chances
from passerelle.kinds.innovation.practice.portfolio.quarter import Quarter, latest, quarter
from passerelle.kinds.innovation.practice.portfolio.review import review
from passerelle.kinds.innovation.practice.tests.asking import SOON, open_practice, today
from passerelle.kinds.innovation.practice.tests.test_portfolio_sheets import measured
from passerelle.lib.clock import now
from passerelle.people.models import Person, Site
from passerelle.topics.finding import find_or_create

pytestmark = pytest.mark.both


def read(client, community, query=""):
    answered = client.get(reverse("practice_review_sheet", args=[community.pid]) + query)
    assert (answered.status_code, answered["Content-Type"]) == (200, "application/pdf")
    pages = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(answered.content)]
    return " ".join(" ".join(pages).replace("\u00a0", " ").split())


def live(cast, practice, sites):
    """In use and measured in Turin and Milan, given up in Austin; Lille knows its problem, and Lyon was never asked either."""
    sam = as_actor(cast.sam)
    offer(practice, sites, today() + SOON, by=as_actor(cast.ada))
    first, second, third = Adoption.objects.filter(practice_id=practice.pk).order_by("pk")
    for one in (first, second, third):
        take_into_use(answer(one, "adopt", by=sam, seen=0), today(), by=sam)
    for one in (first, second):
        measured(practice, Adoption.objects.get(pk=one.pk), cast.sam, worth=Decimal(1200), worth_unit="€")
    Measurement.objects.filter(adoption=first).update(confirmed_at=now(), confirmed_by=cast.mia)
    give_up(third, what="Nobody could sew", kept="", advice="", by=sam)
    topics = find_or_create(["Hems", "Curtains"], "en")
    practice.topics.set(topics)
    heard = {"sort": "complaint", "urgency": "calm", "site": Site.objects.get(name="Lille")}
    bring("Hems too long", practice.home, cast.mia, "signal", topics=topics, details=heard)


def test_a_meeting_reads_what_moved_what_to_push_and_what_it_is_worth(cast, places, practice, sites, visit):
    live(cast, practice, sites)
    Site.objects.create(slug="office", name="Head office", type="office")  # of a type that was never asked
    other = open_practice(places.open, cast.ada)
    offer(other, sites[:1], today() + SOON, by=as_actor(cast.ada))
    Adoption.objects.filter(practice_id=other.pk).update(due_at=now() - timedelta(days=3))
    text = read(visit(cast.sam), places.open)
    for words in (
        "4 offers were made. 3 answers came. Practices were put in use at 3 sites. 1 site gave one up.",
        "Returns +10 % (",
        "as measured by 2 sites that took it up. What the next site may expect cannot be told yet.",
        "Never offered to 2 sites: Lille, Lyon. At 1 of them, named first, somebody spoke of its topics.",
        "Of 1 practice on offer it cannot be told yet what it brings elsewhere.",
        "1 answer is overdue, since",
        "Nobody could sew",
        "1,200 € a year, confirmed by 1 site",
        "1 amount waits to be confirmed and is not counted.",
    ):
        assert words in text
    assert "Sam Orsel" not in text
    plain = read(visit(cast.mia), places.open)
    assert ("Nobody could sew" in plain, "overdue" in plain) == (True, False)


def test_a_quarter_in_which_nothing_happened_says_so_in_the_language_of_its_reader(cast, places, practice, visit):
    Person.objects.filter(pk=cast.sam.pk).update(language="fr")
    text = read(visit(cast.sam), places.open, "?quarter=2025-1")
    for words in ("Pratiques, T1 2025", "Rien n’a bougé.", "Aucun site n’a confirmé"):
        assert words in text


def test_a_site_is_worth_what_it_confirmed_last_and_a_text_counts_once(cast, places, practice, sites, visit):
    live(cast, practice, sites)
    again = Measurement.objects.exclude(confirmed_at=None).get()
    made = measured(practice, again.adoption, cast.sam, worth=Decimal(1300), worth_unit="€")
    Measurement.objects.filter(pk=made.pk).update(confirmed_at=now(), confirmed_by=cast.mia)
    told = review(as_actor(cast.sam), places.open, quarter(""))
    assert (told.worth, told.unconfirmed) == ([("€", "1,300", 1)], 1)
    assert [place.signals for chance in chances(as_actor(cast.sam), places.open) for place in chance.places] == [1]
    FocalPerson.objects.create(
        community=places.open,
        site=Site.objects.get(name="Lyon"),
        topic=practice.topics.first(),
        person=cast.mia,
        deputy=cast.otto,
    )
    [push] = review(as_actor(cast.sam), places.open, quarter("")).pushing.pushes
    assert (push.where, push.met) == (["Lille", "Lyon"], 1)
    Measurement.objects.exclude(confirmed_at=None).update(confirmed_at=now() - timedelta(days=200))
    text = read(visit(cast.sam), places.open)
    assert "In these months no site confirmed what a practice is worth." in text
    assert "sites that measured nothing count in no effect." in text


def test_partners_and_outsiders_get_none(cast, places, visit):
    address = reverse("practice_review_sheet", args=[places.shared.pid])
    assert [visit(who).get(address).status_code for who in (cast.mia, cast.gwen, cast.otto)] == [200, 404, 404]


def test_it_costs_the_same_however_many_there_are_and_writes_nothing(cast, places, practice, sites, visit, writes):
    live(cast, practice, sites)
    browser = visit(cast.sam)
    read(browser, places.open)
    with CaptureQueriesContext(connection) as few:
        read(browser, places.open)
    for _turn in range(2):
        offer(open_practice(places.open, cast.ada), sites, today() + SOON, by=as_actor(cast.ada))
    with writes() as written, CaptureQueriesContext(connection) as many:
        read(browser, places.open)
    assert (len(many), written) == (len(few), [])


def test_without_an_effect_that_is_clear_nothing_is_pushed(cast, places, practice, sites):
    offer(practice, sites, today() + SOON, by=as_actor(cast.ada))
    Adoption.objects.update(stage="in_use", in_use_on=today())
    for number, one in enumerate(Adoption.objects.order_by("pk")[:2]):
        measured(practice, one, cast.sam, post=[90.0 + 25 * number, 91.0 + 25 * number] * 4)
    told = review(as_actor(cast.sam), places.open, quarter("")).pushing
    assert (told.pushes, told.idle, told.untold) == ([], [], 0)


def test_quarters_follow_each_other():
    assert (Quarter(2026, 4).begins, Quarter(2026, 4).ends) == (date(2026, 10, 1), date(2026, 12, 31))
    assert quarter("2024-1") == Quarter(2024, 1)
    assert quarter("2024-5") == quarter("nonsense") == latest(1)[0]
    some = latest(6)
    assert all(later == earlier.next for later, earlier in pairwise(some))
    with override("fr"):
        assert Quarter(2026, 4).label == "T4 2026"
