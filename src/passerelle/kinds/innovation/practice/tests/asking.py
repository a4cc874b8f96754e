"""What tests of offers and answers share."""

from __future__ import annotations

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from cast.people import as_actor
from cast.world import bring
from passerelle.contributions.kinds import get_kind
from passerelle.contributions.models import Contribution, Deadline, Involvement
from passerelle.kinds.innovation.practice.actions import appoint, offer
from passerelle.kinds.innovation.practice.models import Adoption
from passerelle.lib.clock import now
from passerelle.people.models import Site

TOLD = get_kind("practice").sample["details"]
SOON = timedelta(days=14)


def today():
    return timezone.localdate(now())


def fresh(practice):
    return Contribution.objects.unscoped("a test").select_related("home", "body").get(pk=practice.pk)


def waits():
    return {row.person for row in Deadline.objects.filter(met_at=None).select_related("person")}


def focal():
    running = Involvement.objects.filter(part="focal_person", ended_at=None)
    return {row.person for row in running.select_related("person")}


def page(practice, name, adoption=None, said=""):
    address = reverse(f"practice_{name}", args=[practice.pid])
    return f"{address}?site={adoption.site.pid}" + (f"&answer={said}" if said else "") if adoption else address


def three_sites():
    places = (("Turin", "IT"), ("Milan", "IT"), ("Austin", "US"))
    return [Site.objects.create(slug=name.lower(), name=name, country=country) for name, country in places]


def open_practice(place, who):
    made = bring("Hem at the till", place, who, "practice", details=TOLD)
    Contribution.objects.filter(pk=made.pk).update(state="current")
    return fresh(made)


def ask(cast, place, practice, site):
    appoint(place, site, person=cast.mia, deputy=cast.otto, by=as_actor(cast.sam))
    offer(practice, [site], today() + SOON, by=as_actor(cast.ada))
    return Adoption.objects.select_related("site").get()
