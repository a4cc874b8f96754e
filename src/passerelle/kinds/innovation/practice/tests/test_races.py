"""Fifty hands at once on both databases; each test is named after what holds however they fall."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from functools import partial

import pytest
from django.utils import timezone

from cast.people import as_actor
from cast.racing import hands, race
from cast.world import bring
from passerelle.contributions.actions import withdraw
from passerelle.contributions.kinds import get_kind
from passerelle.contributions.models import Contribution, Deadline, Involvement
from passerelle.journal.actor import system_actor
from passerelle.journal.models import Entry
from passerelle.kinds.innovation.practice.actions import (
    answer,
    answer_appointment,
    appoint,
    call_off,
    confirm,
    give_up,
    measure_at,
    name_contact,
    offer,
    remind,
    take_back,
    take_into_use,
)
from passerelle.kinds.innovation.practice.actions.ask import ask as ask_about
from passerelle.kinds.innovation.practice.models import Adoption, Appointment, Measurement
from passerelle.kinds.innovation.practice.reading import effects
from passerelle.kinds.innovation.practice.tests.asking import waits
from passerelle.kinds.innovation.practice.tests.holding import broken
from passerelle.kinds.innovation.practice.tests.measured import TOLD, used
from passerelle.lib.clock import now
from passerelle.people.actions import deactivate, erase, remove_place
from passerelle.people.models import Site
from passerelle.trail.actions import decide
from passerelle.trail.models import Outcome
from passerelle.work.worker import run_all

pytestmark = pytest.mark.django_db(transaction=True)
ON = timezone.localdate(now()) + timedelta(days=9)


def offered(cast, places):
    made = bring("Hem", places.open, cast.ada, "practice", details=get_kind("practice").sample["details"])
    Contribution.objects.filter(pk=made.pk).update(state="current")
    site = Site.objects.create(slug="turin", name="Turin")
    appoint(places.open, site, person=cast.mia, deputy=cast.otto, by=as_actor(cast.sam))
    ask = partial(offer, made, [site], timezone.localdate(now()) + timedelta(days=9), by=as_actor(cast.ada))
    return Contribution.objects.unscoped("a test").select_related("body", "home").get(pk=made.pk), ask


def test_a_site_is_asked_once_and_one_of_many_answers_counts(cast, places):
    _made, ask = offered(cast, places)
    race([ask])
    adoption = Adoption.objects.get()
    assert Deadline.objects.count() == Involvement.objects.filter(part="focal_person").count() == 1
    said = race(
        [
            partial(answer, adoption, "adopt", by=as_actor(cast.mia), seen=0),
            partial(answer, adoption, "no", why="no_time", by=as_actor(cast.otto), seen=0),
        ]
    )
    assert sum(said) == 1
    adoption.refresh_from_db()
    assert (adoption.answers, Deadline.objects.filter(met_at=None).count()) == (1, 0)


def test_withdrawn_among_offers_and_answers_it_leaves_nothing_due(cast, places):
    made, ask = offered(cast, places)
    ask()
    adoption = Adoption.objects.get()
    said = partial(answer, adoption, "adopt", by=as_actor(cast.mia), seen=0)
    race([ask, said, partial(withdraw, made.body, by=as_actor(cast.ada))])
    run_all()
    assert not Adoption.objects.exists()
    assert not Deadline.objects.filter(met_at=None).exists()
    assert not Involvement.objects.filter(part="focal_person", ended_at=None).exists()


def test_whoever_is_asked_and_leaves_hands_it_on(cast, places):
    """Account closed, erased, membership ended: the deputy is asked, then the community managers; an answer that came counts."""
    made, ask = offered(cast, places)
    ask()
    adoption, root = Adoption.objects.get(), as_actor(cast.root)
    said = partial(answer, adoption, "adopt", by=as_actor(cast.mia), seen=0)
    race([partial(deactivate, cast.mia, by=root), partial(erase, cast.mia, by=root), ask, said])
    run_all()
    adoption.refresh_from_db()
    assert (waits(), broken(cast.ada)) == (set() if adoption.answers else {cast.otto}, [])
    if not adoption.answers:
        race([partial(deactivate, cast.otto, by=root), partial(remind, adoption, by=system_actor())])
        run_all()
        assert (waits(), broken(cast.ada)) == ({cast.sam}, [])
    assert Adoption.objects.get().practice_id == made.pk


def test_a_site_that_closes_meanwhile_owes_nothing(cast, places):
    made, ask = offered(cast, places)
    ask()
    adoption, turin = Adoption.objects.get(), Site.objects.get(slug="turin")
    others = [Site.objects.create(slug=f"s{number}", name=f"Site {number}") for number in range(4)]
    closes = partial(remove_place, turin, by=as_actor(cast.root))
    asks = [
        partial(offer, made, sites, ON, by=as_actor(cast.ada)) for sites in ([*others, turin], [turin, *others[::-1]])
    ]
    mia = as_actor(cast.mia)
    uses = partial(take_into_use, adoption, timezone.localdate(now()), by=mia)
    measures = partial(measure_at, adoption.practice.contribution, adoption, by=mia, **TOLD)
    race([uses, measures, closes, *asks, partial(remove_place, others[0], by=as_actor(cast.root))])
    run_all()
    assert broken(cast.ada) == []
    assert {one.site.name for one in Adoption.objects.exclude(site=None).select_related("site")} == {
        f"Site {number}" for number in (1, 2, 3)
    }
    assert Entry.objects.filter(verb="site.removed").count() == 2


def test_of_two_sites_that_close_together_nobody_is_bound_any_more(cast, places):
    made, ask = offered(cast, places)
    milan = Site.objects.create(slug="milan", name="Milan")
    appoint(places.open, milan, person=cast.otto, by=as_actor(cast.sam))
    ask()
    offer(made, [milan], ON, by=as_actor(cast.ada))
    for site in (Site.objects.get(slug="turin"), milan):
        remove_place(site, by=as_actor(cast.root))
    run_all()
    assert (waits(), broken(cast.ada)) == (set(), [])


def test_retired_among_offers_answers_and_uses_nothing_is_due(cast, places):
    made, ask = offered(cast, places)
    ask()
    adoption = Adoption.objects.get()
    more = [Site.objects.create(slug=f"s{number}", name=f"Site {number}") for number in range(3)]
    ends = partial(decide, made, "retire", reason="The tills are replaced.", by=as_actor(cast.ada))
    says = partial(answer, adoption, "no", why="no_time", by=as_actor(cast.otto), seen=0)
    uses = partial(take_into_use, adoption, timezone.localdate(now()), by=as_actor(cast.mia))
    ended = race([partial(offer, made, more, ON, by=as_actor(cast.ada)), says, uses, ends])
    run_all()
    assert (ended[-1], waits(), broken(cast.ada)) == (1, set(), [])


def test_a_worth_is_confirmed_once_and_a_site_counts_once(cast, places):
    made, ask = offered(cast, places)
    ask()
    adoption = Adoption.objects.get()
    used(adoption, cast.mia)
    told = {**TOLD, "worth": Decimal(900), "worth_unit": "€"}
    one = measure_at(made, adoption, by=as_actor(cast.mia), **told)
    gives_up = partial(give_up, adoption, what="Queues", kept="", advice="", by=as_actor(cast.mia))
    done = race([*(partial(confirm, one, by=as_actor(who)) for who in (cast.otto, cast.sam)), gives_up])
    assert done == [*hands(3)[:2], 1]
    one.refresh_from_db()
    assert Entry.objects.filter(verb="practice.worth_confirmed").count() == 1
    assert one.confirmed_by in (cast.otto, cast.sam)
    assert (effects(as_actor(cast.ada), made).worth, broken(cast.ada)) == ([("€", "900", 1)], [])


def test_taken_back_by_many_while_it_is_confirmed_and_read_it_is_gone_once(cast, places):
    made, ask = offered(cast, places)
    ask()
    adoption = Adoption.objects.get()
    used(adoption, cast.mia)
    kept = measure_at(made, adoption, by=as_actor(cast.mia), **TOLD)
    one = measure_at(made, adoption, by=as_actor(cast.mia), **{**TOLD, "worth": Decimal(900), "worth_unit": "€"})
    backs = [partial(take_back, one, by=as_actor(who)) for who in (cast.mia, cast.sam)]
    reads, confirms = partial(effects, as_actor(cast.ada), made), partial(confirm, one, by=as_actor(cast.otto))
    done = race([*backs, reads, confirms])
    assert done[:3] == hands(4)[:3]
    assert Entry.objects.filter(verb="practice.measurement_taken_back").count() == 1
    assert Entry.objects.filter(verb="practice.worth_confirmed").count() == (done[3] > 0)
    assert list(Measurement.objects.all()) == [kept]
    assert list(Outcome.objects.unscoped("a test")) == [kept.outcome]
    left = effects(as_actor(cast.ada), made)
    assert ([row.measurement for row in left.rows], left.worth, broken(cast.ada)) == ([kept], [], [])


def test_of_two_people_who_choose_different_times_at_once_one_holds(cast, places):
    made, _ask = offered(cast, places)
    name_contact(made, cast.otto, by=as_actor(cast.ada))
    times = [now() + timedelta(days=number) for number in (2, 3)]
    asked, undone = (
        ask_about(made, title="When?", text="Soon.", times=times, by=as_actor(cast.mia)) for _each in range(2)
    )
    chosen = race(
        [
            partial(answer_appointment, asked, "first", by=as_actor(cast.ada)),
            partial(answer_appointment, asked, "second", by=as_actor(cast.otto)),
        ]
    )
    found = Appointment.objects.get(question=asked)
    assert sorted(chosen) == sorted([0, hands(2)[0]])
    assert (found.said, found.answered_by) == (("first", cast.ada) if chosen[0] else ("second", cast.otto))
    assert Entry.objects.filter(verb="practice.appointment_answered").count() == 1
    says = partial(answer_appointment, undone, "first", by=as_actor(cast.ada))
    race([says, partial(call_off, undone, by=as_actor(cast.mia)), partial(withdraw, made.body, by=as_actor(cast.ada))])
    run_all()
    assert not Appointment.objects.exists()
    assert not Deadline.objects.filter(purpose="talk", met_at=None).exists()
