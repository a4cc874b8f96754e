"""Partners answer for sites of theirs, measure there, and are told no other by name."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse

from cast.people import as_actor
from passerelle.contributions.models import Contribution
from passerelle.journal.decision import Refused
from passerelle.kinds.innovation.practice.actions import appoint, confirm, measure_at, offer
from passerelle.kinds.innovation.practice.models import Adoption, FocalPerson, Measurement
from passerelle.kinds.innovation.practice.tasks import remind
from passerelle.kinds.innovation.practice.tests.asking import SOON, open_practice, page, today, waits
from passerelle.kinds.innovation.practice.tests.test_measuring import TOLD
from passerelle.lib.clock import as_of, now
from passerelle.people.models import Organisation, Person, Site
from passerelle.web.waiting import deadlines


@pytest.fixture
def theirs(cast, places):
    """A practice of the community partners share, in use at Nantes and offered to Ajaccio, Gwen's, and to Bastia, of another partner."""
    made = open_practice(places.shared, cast.ada)
    other = Organisation.objects.create(slug="other", name="Other partner")
    Person.objects.filter(pk=cast.gil.pk).update(organisation=other)
    ajaccio = Site.objects.create(slug="ajaccio", name="Ajaccio", organisation=cast.gwen.organisation)
    bastia = Site.objects.create(slug="bastia", name="Bastia", organisation=other)
    appoint(places.shared, ajaccio, person=cast.gwen, by=as_actor(cast.sam))
    nantes = Site.objects.create(slug="nantes", name="Nantes")
    offer(made, [nantes, ajaccio, bastia], today() + SOON, by=as_actor(cast.ada))
    Adoption.objects.filter(site__slug="nantes").update(stage="in_use", in_use_on=today(), adapted="Nantes's own way")
    return made


def test_a_partner_answers_for_a_site_of_theirs_in_three_taps_and_hears_of_the_others_how_many(cast, theirs, visit):
    gwen, address = visit(cast.gwen), theirs.get_absolute_url()
    assert address in gwen.get(reverse("waiting")).text
    shown = gwen.get(address).text
    assert ("Does it fit Ajaccio?" in shown, "3 sites were asked" in shown) == (True, True)
    own = Adoption.objects.select_related("site").get(site__slug="ajaccio")
    told = {"seen": 0, "expects": "Less waste", "talked": "no", "has_needs": "no"}
    assert gwen.post(page(theirs, "answer", own, "adopt"), told).status_code == 302
    assert gwen.post(page(theirs, "use", own), {"since": today().isoformat()}).status_code == 302
    after = gwen.get(address).text
    assert ("Ajaccio" in after, "Less waste" in after) == (True, True)
    assert [word in shown + after for word in ("Nantes", "Bastia", "own way")] == [False] * 3


def test_only_those_of_the_site_answer_for_it(cast, theirs, visit):
    own, nantes = (Adoption.objects.select_related("site").get(site__slug=slug) for slug in ("ajaccio", "nantes"))
    people = ("gwen", "sam", "ada", "mia", "otto", "gil", "eve", "fred", "iris")
    seen = {
        who: tuple(visit(getattr(cast, who)).get(page(theirs, "answer", one)).status_code for one in (own, nantes))
        for who in people
    }
    assert seen == {
        **dict.fromkeys(("ada", "mia", "otto", "gil", "fred"), (404, 404)),
        **dict.fromkeys(("eve", "iris"), (302, 302)),
        "gwen": (200, 404),
        "sam": (200, 200),
    }


def test_they_measure_and_a_second_person_of_theirs_confirms(cast, places, theirs, visit):
    own = Adoption.objects.select_related("site").get(site__slug="ajaccio")
    Adoption.objects.filter(pk=own.pk).update(stage="in_use", in_use_on=today())
    own.refresh_from_db()
    other = Adoption.objects.select_related("site").get(site__slug="nantes")
    for adoption, who in ((own, cast.gwen), (other, cast.sam)):
        measure_at(theirs, adoption, **TOLD, worth=Decimal(900), worth_unit="euros", by=as_actor(who))
    measured = Measurement.objects.get(adoption=own)
    with pytest.raises(Refused, match="A second person"):
        confirm(measured, by=as_actor(cast.gwen))
    Person.objects.filter(pk=cast.eve.pk).update(access_until=now().date() + timedelta(days=9))
    cast.eve.refresh_from_db()
    appoint(places.shared, own.site, person=cast.gwen, deputy=cast.eve, by=as_actor(cast.sam))
    shown = visit(cast.eve).get(theirs.get_absolute_url()).text
    assert ("Ajaccio: worth" in shown, "Nantes" in shown) == (True, False)
    sent = {"measurement": measured.pk}
    assert visit(cast.eve).post(reverse("practice_confirm", args=[theirs.pid]), sent).status_code == 302
    assert Measurement.objects.get(pk=measured.pk).confirmed_by == cast.eve


def test_where_partners_take_no_part_their_sites_are_not_offered_anything(cast, places, theirs, visit, no_trace):
    closed = open_practice(places.open, cast.ada)
    ajaccio = Site.objects.get(slug="ajaccio")
    with no_trace(), pytest.raises(Refused, match="Partners take no part"):
        offer(closed, [ajaccio], today() + SOON, by=as_actor(cast.ada))
    forms = [visit(cast.ada).get(page(one, "offer")).text for one in (closed, open_practice(places.shared, cast.ada))]
    assert ["Ajaccio" in form for form in forms] == [False, True]


def test_a_partner_answers_for_no_site_of_others(cast, places, theirs, visit, no_trace):
    nantes = Site.objects.get(slug="nantes")
    with no_trace(), pytest.raises(Refused, match="only for sites of theirs"):
        appoint(places.shared, nantes, person=cast.mia, deputy=cast.gwen, by=as_actor(cast.sam))
    sent = {"site": nantes.pid, "person": cast.gwen.email}
    refused = visit(cast.sam).post(reverse("practice_focal", args=[places.shared.pid]), sent)
    assert (refused.status_code, "only for sites of theirs" in refused.text) == (422, True)
    assert FocalPerson.objects.count() == 1


def test_a_guest_whose_time_is_over_is_replaced(cast, theirs):
    assert waits() == {cast.gwen, cast.sam}
    with as_of(now() + timedelta(days=31)):
        remind()
        assert not deadlines(as_actor(cast.gwen))
    assert waits() == {cast.sam}
    assert Contribution.objects.visible_to(as_actor(cast.gwen)).filter(pk=theirs.pk).exists()
