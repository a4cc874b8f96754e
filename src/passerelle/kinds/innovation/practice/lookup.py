"""Finding the practice a request names: under the actor's eyes, or 404."""

from __future__ import annotations

from django.http import Http404

from passerelle.contributions.lookup import find_contribution
from passerelle.contributions.models import Contribution
from passerelle.journal.actor import Actor
from passerelle.kinds.innovation.practice import rules
from passerelle.kinds.innovation.practice.focal import sites_of
from passerelle.kinds.innovation.practice.models import Adoption, Appointment, Measurement, Practice
from passerelle.kinds.innovation.practice.naming import may_name
from passerelle.people.models import Site


def find_practice(actor: Actor, pid: str) -> Contribution:
    """The contribution of this public id; raises Http404 when it is missing, hidden, gone or no practice."""
    found = find_contribution(actor, pid)
    if found.is_tombstone or not Practice.objects.filter(pk=found.pk).exists():
        raise Http404
    return found


def find_appointed(actor: Actor, pid: str) -> Contribution:
    """The question of this public id that has an appointment this actor is a side of; raises Http404 for any other."""
    found = find_contribution(actor, pid)
    known = Appointment.objects.filter(question=found).select_related("question", "practice__home").first()
    if known is None or not rules.may_call_off(known, actor):
        raise Http404
    return found


def find_origin(actor: Actor, contribution: Contribution) -> Contribution:
    """The practice it was adapted from; raises Http404 when there is none, or none this actor sees."""
    origin = origin_of(actor, contribution.pk)
    if origin is None:
        raise Http404
    return origin


def origin_of(actor: Actor, number: int) -> Contribution | None:
    """The same, None where there is none."""
    origins = Practice.objects.filter(pk=number).values("origin_id")
    practices = Practice.objects.filter(pk__in=origins).values("pk")
    seen = Contribution.objects.visible_to(actor).filter(pk__in=practices)
    return next((head for head in seen.select_related("home", "body") if not head.is_tombstone), None)


def find_adoption(actor: Actor, contribution: Contribution, site: str) -> Adoption:
    """What a site does with it, by the site's public id, else the first the actor is asked for; raises Http404 for others' sites."""
    known = Adoption.objects.filter(practice_id=contribution.pk).select_related("site")
    mine = known.filter(site__pid=site) if site.isalnum() else known.filter(stage=Adoption.Stage.CONSIDERING)
    if not site:
        mine = mine.filter(site_id__in=sites_of(contribution, actor.own_id))
    found = mine.first()
    if found is None or not rules.speaks_for(contribution, found, actor):
        raise Http404
    return found


def find_helper(actor: Actor, contribution: Contribution, pid: str) -> Site | None:
    """A site that was asked for it, to be asked about it; None for none, Http404 for one this actor knows nothing of."""
    if not pid:
        return None
    known = Adoption.objects.filter(practice_id=contribution.pk, site__pid=pid).select_related("site").first()
    site = known.site if known else None
    if site is None or not may_name(actor, site, sites_of(contribution, actor.own_id)):
        raise Http404
    return site


def find_measurement(contribution: Contribution, number: str) -> Measurement:
    """One of its measurements, by what a form holds; raises Http404 when it has no such."""
    known = Measurement.objects.filter(practice_id=contribution.pk).select_related("adoption", "outcome")
    found = {str(each.pk): each for each in known}.get(number)
    if found is None:
        raise Http404
    return found
