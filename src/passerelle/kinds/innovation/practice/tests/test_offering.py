"""A practice is offered to sites: it waits for whoever answers for one, and for nobody longer than it should."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from cast.people import as_actor
from cast.world import bring
from passerelle.contributions.actions import withdraw
from passerelle.contributions.models import Contribution, Deadline
from passerelle.journal.decision import Refused
from passerelle.journal.models import Entry
from passerelle.kinds.innovation.practice.actions import answer, appoint, offer
from passerelle.kinds.innovation.practice.models import Adoption, FocalPerson, Practice
from passerelle.kinds.innovation.practice.tasks import remind
from passerelle.kinds.innovation.practice.tests.asking import SOON, TOLD, focal, fresh, page, today, waits
from passerelle.lib.clock import as_of, now
from passerelle.notifications.models import Notice
from passerelle.people.actions import remove_place
from passerelle.people.models import Person, Site
from passerelle.topics.finding import find_or_create
from passerelle.trail.actions import decide
from passerelle.work.worker import run_all


def test_an_offer_waits_for_whoever_answers_for_the_site(cast, practice, asked):
    assert (asked.stage, waits(), focal()) == ("considering", {cast.mia}, {cast.mia})
    assert timezone.localdate(Deadline.objects.get().due_at) == today() + SOON
    run_all()
    told = Notice.objects.filter(verb__startswith="practice.")
    assert list(told.values_list("person", "verb")) == [(cast.mia.pk, "practice.offered")]
    entry = Entry.objects.get(verb="practice.offered")
    assert entry.particulars == {"people": [cast.mia.pk], "sites": [asked.site_id]}


def test_asked_again_a_site_is_asked_once_and_without_anybody_the_managers_are(cast, practice, asked, sites):
    assert offer(practice, sites, today() + SOON, by=as_actor(cast.sam)) == 2
    assert Adoption.objects.count() == 3
    assert waits() == {cast.mia, cast.sam}


def test_who_offers_and_when(cast, places, practice, sites, no_trace):
    for who, state, due, said in (
        (cast.mia, "current", 14, "Only the author and the community managers"),
        (cast.ada, "proven", 14, "once it is proven and others may"),
        (cast.ada, "current", 0, "a day to come"),
    ):
        Contribution.objects.filter(pk=practice.pk).update(state=state)
        with no_trace(), pytest.raises(Refused, match=said):
            offer(practice, sites, today() + timedelta(days=due), by=as_actor(who))
    Contribution.objects.filter(pk=practice.pk).update(state="current")
    with no_trace(), pytest.raises(Refused, match="Choose between one and"):
        offer(practice, [], today() + SOON, by=as_actor(cast.ada))


def test_the_reminder_goes_to_the_deputy_and_then_to_the_managers_and_nobody_else_hears(cast, practice, asked, verbs):
    seen = []
    verbs()
    for days in (13, 15, 16, 20, 21):
        with as_of(now() + timedelta(days=days)):
            remind()
        seen.append((waits(), len(verbs())))
    both, all_three = {cast.mia, cast.otto}, {cast.mia, cast.otto, cast.sam}
    assert seen == [({cast.mia}, 0), (both, 1), (both, 0), (all_three, 1), (all_three, 0)]
    with as_of(now() + timedelta(days=22)):
        run_all()
    told = Notice.objects.filter(verb="practice.unanswered").values_list("person", flat=True)
    assert set(told) == {cast.otto.pk, cast.sam.pk}


def test_who_left_is_replaced_at_once(cast, practice, asked):
    Person.objects.filter(pk=cast.mia.pk).update(is_active=False)
    remind()
    assert (waits(), focal()) == ({cast.otto}, {cast.otto})
    Person.objects.filter(pk=cast.otto.pk).update(is_active=False)
    remind()
    assert waits() == {cast.sam}


def test_of_what_is_withdrawn_or_retired_nothing_is_due(cast, places, practice, asked, sites):
    other = bring("Another", places.open, cast.ada, "practice", details=TOLD)
    Contribution.objects.filter(pk=other.pk).update(state="current")
    offer(other, sites[:1], today() + SOON, by=as_actor(cast.ada))
    decide(practice, "retire", reason="The tills are replaced.", by=as_actor(cast.ada))
    withdraw(fresh(other).body, by=as_actor(cast.ada))
    run_all()
    assert (waits(), focal()) == (set(), set())
    with pytest.raises(Refused, match="no longer offered"):
        answer(asked, "adopt", by=as_actor(cast.mia), seen=0)
    assert list(Adoption.objects.all()) == [asked]


def test_a_site_that_is_gone_keeps_what_it_did_and_is_asked_nothing(cast, practice, asked, sites, visit):
    offer(practice, sites[1:], today() + SOON, by=as_actor(cast.ada))
    answer(asked, "adopt", by=as_actor(cast.mia), seen=0)
    for site in sites[:2]:
        remove_place(site, by=as_actor(cast.root))
    run_all()
    assert sorted(Adoption.objects.values_list("site__name", "stage"), key=str) == [
        ("Austin", "considering"),
        (None, "adapting"),
    ]
    assert Deadline.objects.filter(met_at=None).count() == 1
    assert "A site that is gone" in visit(cast.ada).get(practice.get_absolute_url()).text


def test_sites_are_chosen_by_name_or_by_what_they_have_in_common(cast, places, practice, sites, visit):
    Person.objects.filter(pk=cast.otto.pk).update(site=sites[2])
    Site.objects.filter(pk__in=[sites[1].pk, sites[2].pk]).update(type="shop")
    practice.topics.set(find_or_create(["Ovens"], "en"))
    heard = bring("Cold ovens", places.open, cast.mia, "signal", details={"sort": "need", "site": sites[2]})
    heard.topics.set(find_or_create(["Ovens"], "en"))
    browser, address = visit(cast.ada), page(practice, "offer")
    form = browser.get(address).text
    assert "Turin · Italy · nobody yet: the community managers" in form
    day, unit = (today() + timedelta(weeks=3)).isoformat(), Person.objects.get(pk=cast.otto.pk).unit
    assert f'value="{day}"' in form
    Practice.objects.filter(pk=practice.pk).update(site=Site.objects.create(slug="nice", name="Nice", type="shop"))
    assert browser.post(address, {"due_on": day}).status_code == 422
    for chosen, found in (
        ({"countries": ["IT"]}, {"Milan"}),
        ({"countries": ["IT"], "any_type": "on"}, {"Turin", "Milan"}),
        ({"countries": ["IT"], "types": ["shop"]}, {"Milan"}),
        ({"countries": ["IT"], "types": ["shop"], "sites": [sites[0].pid]}, {"Turin", "Milan"}),
        ({"unit": unit.pid, "types": ["shop"]}, {"Austin"}),
        ({"topic": practice.topics.get().pid}, {"Austin"}),
    ):
        shown = " ".join(browser.post(address, {"due_on": day, **chosen}).text.split())
        assert (f"{len(found)} offer" in shown, Adoption.objects.count()) == (True, 0)
        assert browser.post(address, {"due_on": day, "confirm": "yes", **chosen}).status_code == 302
        assert set(Adoption.objects.values_list("site__name", flat=True)) == found
        Adoption.objects.all().delete()
    assert visit(cast.mia).get(address).status_code == 404
    Person.objects.filter(pk=cast.ada.pk).update(language="fr")
    Site.objects.filter(pk=sites[1].pk).update(type="Glove works")
    words = " ".join(visit(cast.ada).get(address).text.split())
    assert ("Boutique</label>" in words, "Glove works</label>" in words) == (True, True)


def test_the_managers_say_who_answers(cast, places, sites, visit):
    address = reverse("practice_focal", args=[places.open.pid])
    sam = visit(cast.sam)
    sent = {"site": sites[0].pid, "person": cast.mia.name, "deputy": cast.otto.name, "topics": "Ovens"}
    assert sam.post(address, sent).status_code == 302
    row = FocalPerson.objects.select_related("topic").get()
    assert (row.site, row.person, row.deputy, str(row.topic)) == (sites[0], cast.mia, cast.otto, "Ovens")
    for wrong in ({"person": cast.mia.name}, {"site": sites[0].pid}, {**sent, "deputy": cast.mia.name}):
        assert sam.post(address, wrong).status_code == 422
    assert sam.post(address, {"drop": [row.pk]}).status_code == 302
    assert not FocalPerson.objects.exists()
    assert visit(cast.mia).get(address).status_code == 404


def test_who_answers_on_a_topic_comes_before_who_answers_on_all(cast, places, practice, sites):
    ovens = find_or_create(["Ovens"], "en")
    practice.topics.set(ovens)
    appoint(places.open, sites[0], person=cast.mia, by=as_actor(cast.sam))
    appoint(places.open, sites[0], person=cast.otto, topics=ovens, by=as_actor(cast.sam))
    offer(practice, sites[:1], today() + SOON, by=as_actor(cast.ada))
    assert waits() == {cast.otto}


def test_the_page_costs_the_same_with_more_sites(cast, practice, asked, sites, visit):
    browser, address = visit(cast.otto), practice.get_absolute_url()
    browser.get(address)
    with CaptureQueriesContext(connection) as few:
        browser.get(address)
    offer(practice, sites, today() + SOON, by=as_actor(cast.ada))
    Adoption.objects.update(stage="in_use", in_use_on=today())
    with CaptureQueriesContext(connection) as many:
        browser.get(address)
    assert len(many) <= len(few)


def test_partners_hear_how_many_and_no_names_of_sites(cast, places, sites, visit):
    made = bring("Hem", places.shared, cast.ada, "practice", details=TOLD)
    Contribution.objects.filter(pk=made.pk).update(state="current")
    offer(made, sites, today() + SOON, by=as_actor(cast.ada))
    told = {who: visit(getattr(cast, who)).get(made.get_absolute_url()).text for who in ("gwen", "mia")}
    assert {who: ("3 sites were asked" in text, "Turin" in text) for who, text in told.items()} == {
        "gwen": (True, False),
        "mia": (True, True),
    }
