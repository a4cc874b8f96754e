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
from passerelle.kinds.innovation.practice.reading.effects import effects
from passerelle.kinds.innovation.practice.tasks import remind
from passerelle.kinds.innovation.practice.tests.asking import SOON, open_practice, page, today, waits
from passerelle.kinds.innovation.practice.tests.measured import SINCE, TOLD, used
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
    own = Adoption.objects.select_related("site").get(site__slug="ajaccio")
    assert f'"{page(theirs, "answer", own)}"' in gwen.get(reverse("waiting")).text
    shown = gwen.get(address).text
    assert ("Does it fit Ajaccio?" in shown, "3 sites were asked" in shown) == (True, True)
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
    Adoption.objects.filter(pk=own.pk).update(stage="in_use", in_use_on=SINCE)
    own.refresh_from_db()
    Adoption.objects.filter(site__slug="nantes").update(in_use_on=SINCE)
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


def test_of_other_sites_a_partner_reads_what_all_found_and_neither_their_numbers_nor_their_money_nor_who_measured(
    cast, places, theirs, visit
):
    own, nantes, bastia = (Adoption.objects.get(site__slug=slug) for slug in ("ajaccio", "nantes", "bastia"))
    appoint(places.shared, nantes.site, person=cast.mia, by=as_actor(cast.sam))
    Adoption.objects.update(stage="adapting", answer="adopt")
    for adoption, who in ((own, cast.gwen), (nantes, cast.mia), (bastia, cast.sam)):
        used(adoption, who)
    for adoption, who, amount in ((own, cast.gwen, 911), (nantes, cast.mia, 31_000), (bastia, cast.sam, 51_000)):
        told = {**TOLD, "method": f"Weighed at {adoption.site.name}"}
        measure_at(theirs, adoption, **told, worth=Decimal(amount), worth_unit="euros", by=as_actor(who))
    Measurement.objects.update(confirmed_at=now(), confirmed_by=cast.otto)
    measure_at(theirs, None, by=as_actor(cast.ada), **{**TOLD, "pre": [number + 0.25 for number in TOLD["pre"]]})
    pages = {
        who: visit(who).get(theirs.get_absolute_url()).text + visit(who).get(reverse("trail", args=[theirs.pid])).text
        for who in (cast.gwen, cast.sam)
    }
    internal = ("Weighed at Nantes", "Weighed at Bastia", "82,911", "uses it at a site", cast.mia.name, "Here 21.25 →")
    assert [[word in pages[who] for word in internal] for who in pages] == [[False] * 6, [True] * 6]
    shown = pages[cast.gwen]
    assert ("Weighed at Ajaccio" in shown, "<strong>911 euros</strong>" in shown) == (True, True)
    assert "3 sites measured it after the one it comes from." in shown
    assert [one.sort for one in effects(as_actor(cast.gwen), theirs).forest.bars] == [
        "origin",
        "site",
        "pooled",
        "next",
    ]
    taken_along = visit(cast.gwen).get(reverse("practice_outcome_sheet", args=[places.shared.pid])).text
    assert [word in taken_along for word in ("Weighed at Ajaccio", *internal[:2])] == [True, False, False]
