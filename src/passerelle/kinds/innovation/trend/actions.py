"""Put a signal into a trend and take it out again: links of the trail, said by people."""

from __future__ import annotations

from django.db import transaction
from django.http import Http404

from passerelle.contributions.models import Contribution
from passerelle.journal.actor import Actor
from passerelle.trail import actions as trail
from passerelle.trail.models import Link, Relation


@transaction.atomic
def gather(trend: Contribution, signal: Contribution, *, by: Actor) -> Link:
    """Say that a signal belongs to a trend: it does when the actor answers for the trend, else it is proposed."""
    return trail.link(trend, signal, Relation.OBSERVED_IN, by=by)


@transaction.atomic
def take_out(trend: Contribution, signal: Contribution, *, by: Actor) -> Link:
    """Say that a signal does not belong to a trend, or not after all. It is not proposed there again."""
    link = Link.objects.visible_to(by).filter(later=trend, earlier=signal, relation=Relation.OBSERVED_IN).first()
    if link is None:
        raise Http404
    return trail.unlink(link, by=by)
