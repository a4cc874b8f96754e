"""Fifty hands at once on both databases; each test is named after what holds however they fall."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

import pytest
from django.utils import timezone

from cast.people import as_actor
from cast.racing import race
from cast.world import bring
from passerelle.contributions.actions import withdraw
from passerelle.contributions.kinds import get_kind
from passerelle.contributions.models import Contribution, Deadline, Involvement
from passerelle.kinds.innovation.practice.actions import answer, appoint, offer
from passerelle.kinds.innovation.practice.models import Adoption
from passerelle.lib.clock import now
from passerelle.people.models import Site
from passerelle.work.worker import run_all

pytestmark = pytest.mark.django_db(transaction=True)


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
