"""Several practices are offered to several sites at once: nobody twice, and not before one saw what it asks of people."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from lxml.html import document_fromstring

from cast.people import as_actor
from passerelle.communities.actions import set_role
from passerelle.communities.models import Role
from passerelle.journal.decision import Refused
from passerelle.journal.models import Entry
from passerelle.kinds.innovation.practice.actions import appoint, offer, offer_several
from passerelle.kinds.innovation.practice.models import Adoption, Practice
from passerelle.kinds.innovation.practice.portfolio.plan import Share, cost, plan
from passerelle.kinds.innovation.practice.tests.asking import SOON, open_practice, today
from passerelle.people.models import Site
from passerelle.topics.finding import find_or_create


@pytest.fixture
def two(cast, places, practice, asked, sites):
    """The one that was offered to Turin, for which Mia answers, and another that was tried in Milan."""
    other = open_practice(places.open, cast.ada)
    Practice.objects.filter(pk=other.pk).update(site=sites[1])
    return practice, other


def test_a_plan_leaves_out_who_was_asked_and_where_it_was_tried(two, sites):
    planned = plan(two, sites)
    assert {one.pk: [site.name for site in left] for one, left in planned.items()} == {
        two[0].pk: ["Milan", "Austin"],
        two[1].pk: ["Turin", "Austin"],
    }


def test_its_cost_is_what_really_comes_to_whom(cast, places, two, sites):
    ovens = find_or_create(["Ovens"], "en")
    two[1].topics.set(ovens)
    appoint(places.open, sites[2], person=cast.otto, topics=ovens, by=as_actor(cast.sam))
    planned = plan(two, sites)
    told = cost(places.open, planned)
    assert told.shares == [
        Share("Mia Orsel", 1, 1),
        Share("Sam Orsel", 2, 0),
        Share("Otto Orsel", 1, 0),
    ]
    assert (told.offers, told.times, told.unanswered, told.most, told.waiting, told.hours) == (4, 4, 2, 2, 1, 1)
    offer_several(planned, today() + SOON, by=as_actor(cast.sam))
    again = cost(places.open, {two[1]: sites})
    assert {share.name: share.waiting for share in again.shares} == {"Mia Orsel": 2, "Otto Orsel": 1, "Sam Orsel": 2}


def test_one_confirms_after_seeing_it_and_each_practice_has_its_entry(cast, places, two, sites, visit, no_trace):
    sam, address = visit(cast.sam), reverse("practice_offers", args=[places.open.pid])
    page = sam.get(f"{address}?practices={two[0].pid}&countries=IT").text
    assert page.count(" checked") == 2
    assert [words in page for words in ("Turin · Italy · Mia Orsel", "Milan · Italy · nobody yet")] == [True, True]
    sent = {"practices": [one.pid for one in two], "countries": ["IT", "US"], "due_on": (today() + SOON).isoformat()}
    with no_trace():
        shown = sam.post(address, sent)
    assert shown.status_code == 200
    for words in ("4 offers", "to 2 people, at most 3 to one.", "1 answer is waited for from them already."):
        assert words in " ".join(shown.text.split())
    before = Entry.objects.filter(verb="practice.offered").count()
    assert sam.post(address, sent | {"confirm": "yes"})["Location"].endswith("/practice/portfolio/")
    assert Entry.objects.filter(verb="practice.offered").count() == before + 2
    assert Adoption.objects.count() == 5
    again = sam.post(address, sent | {"confirm": "yes"})
    assert (again.status_code, "not asked yet" in again.text) == (422, True)
    assert Adoption.objects.count() == 5


def test_it_adds_up_and_says_which_goes_where_and_leaves_offices_alone(cast, places, two, sites, visit):
    set_role(places.open, cast.ada, Role.STEWARD, by=as_actor(cast.sam))
    Site.objects.update(type="shop")
    office = Site.objects.create(slug="office", name="Head office", country="IT", type="office")
    sam, address = visit(cast.sam), reverse("practice_offers", args=[places.open.pid])
    sent = {"practices": [one.pid for one in two], "countries": ["IT"], "due_on": (today() + SOON).isoformat()}
    words = " ".join(document_fromstring(sam.post(address, sent).text).xpath("string(//section[@id='cost'])").split())
    assert "2 offers to 3 people, at most 1 to one. For 1 of them nobody answers yet: it asks every" in words
    assert "so that people are asked 3 times in all." in words
    assert "Hem at the till: MilanHem at the till: Turin Offer them now" in words
    for more in ({"any_type": "on"}, {"sites": [office.pid]}, {"types": ["shop", "office"]}):
        assert "Head office" in document_fromstring(sam.post(address, sent | more).text).xpath(
            "string(//section[@id='cost'])"
        )


def test_who_may_and_what_is_refused(cast, places, two, sites, visit, no_trace, monkeypatch):
    address = reverse("practice_offers", args=[places.open.pid])
    assert [visit(who).get(address).status_code for who in (cast.sam, cast.mia, cast.otto)] == [200, 404, 404]
    assert visit(cast.gwen).get(reverse("practice_offers", args=[places.shared.pid])).status_code == 404
    sent = {"practices": two[0].pid, "sites": [site.pid for site in sites], "due_on": today().isoformat()}
    late = visit(cast.sam).post(address, sent | {"confirm": "yes"})
    assert (late.status_code, Adoption.objects.count()) == (422, 1)
    monkeypatch.setattr("passerelle.kinds.innovation.practice.forms.planning.MOST", 1)
    many = visit(cast.sam).post(address, sent | {"due_on": (today() + SOON).isoformat()})
    assert (many.status_code, "That would be 2 offers. Choose fewer: at most 1 at once." in many.text) == (422, True)
    with no_trace(), pytest.raises(Refused, match="Only the author"):
        offer_several({two[0]: sites}, today() + SOON, by=as_actor(cast.mia))


def test_it_costs_the_same_however_much_is_planned(cast, places, two, sites, visit):
    sam, address = visit(cast.sam), reverse("practice_offers", args=[places.open.pid])
    sent = {"practices": [two[0].pid], "sites": [sites[1].pid], "due_on": (today() + SOON).isoformat()}
    sam.post(address, sent)
    with CaptureQueriesContext(connection) as few:
        sam.post(address, sent)
    sent |= {"practices": [one.pid for one in two], "sites": [site.pid for site in Site.objects.all()]}
    with CaptureQueriesContext(connection) as many:
        sam.post(address, sent)
    assert len(many) == len(few)
    assert offer(two[0], sites[1:], today() + SOON, by=as_actor(cast.sam)) == 2
