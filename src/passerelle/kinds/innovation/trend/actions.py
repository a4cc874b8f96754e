"""Put a signal into a trend and take it out again: links of the trail, said by people."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.db import transaction
from django.http import Http404
from django.utils.translation import gettext_lazy as _

from passerelle.communities.models import Community
from passerelle.contributions.actions import contribute, make_move
from passerelle.contributions.models import Contribution
from passerelle.journal.actor import Actor
from passerelle.journal.decision import Refused
from passerelle.journal.recording import record
from passerelle.kinds.innovation.trend.models import Kept
from passerelle.kinds.innovation.trend.reading import LIVE
from passerelle.trail import actions as trail
from passerelle.trail.models import COUNTED, Link, Relation
from passerelle.trail.rules import answers_for


@transaction.atomic
def gather(trend: Contribution, signal: Contribution, *, by: Actor) -> Link:
    """Say that a signal belongs to a trend: it does when the actor answers for the trend, else it is proposed."""
    return trail.link(trend, signal, Relation.OBSERVED_IN, by=by)


@transaction.atomic
def name(
    *, title: str, text: str, meaning: str, community: Community, signals: Collection[Contribution], by: Actor
) -> Contribution:
    """Name a trend and put the signals there of which it was made. Raises Refused where the actor may not contribute."""
    trend = contribute("trend", community, title=title, text=text, details={"meaning": meaning}, by=by)
    for signal in signals:
        gather(trend, signal, by=by)
    return trend


@transaction.atomic
def take_out(trend: Contribution, signal: Contribution, *, by: Actor) -> Link:
    """Say that a signal does not belong to a trend, or not after all. It is not proposed there again."""
    link = Link.objects.visible_to(by).filter(later=trend, earlier=signal, relation=Relation.OBSERVED_IN).first()
    if link is None:
        raise Http404
    return trail.unlink(link, by=by)


@transaction.atomic
def split(trend: Contribution, *, signals: Collection[Contribution], by: Actor, **named: Any) -> Contribution:
    """Name a trend made of signals of another, which they leave. Raises Refused unless the actor answers for that one."""
    answers_for(trend, by).require()
    made = name(signals=signals, by=by, **named)
    for signal in signals:
        take_out(trend, signal, by=by)
    return made


@transaction.atomic
def keep(trend: Contribution, *, other: Contribution | None, signals: Collection[int] = (), by: Actor) -> None:
    """Say that a trend is not one with another, or that these signals of it are nothing else: it is not asked again.

    Raises Refused unless the actor answers for the trend, and for one beside itself.
    """
    _two(trend, other)
    held = Contribution.objects.locked(trend.pk)
    answers_for(held, by).require()
    kept = Kept.objects.filter(trend=held, other=other)
    if other is not None and kept.exists():
        return
    Kept.objects.create(trend=held, other=other, signals=sorted(signals))
    record(
        by,
        "trend.kept",
        held,
        contribution_id=held.pk,
        community_id=held.home_id,
        other=other.pk if other else None,
        signals=sorted(signals),
    )


@transaction.atomic
def absorb(trend: Contribution, other: Contribution, *, by: Actor) -> None:
    """Put the signals of another trend into this one, and let that one be over.

    Raises Refused unless the actor answers for both, and when one of them is over.
    """
    _two(trend, other)
    for each in sorted((trend.pk, other.pk)):
        held = Contribution.objects.locked(each)
        answers_for(held, by).require()
        if held.state not in LIVE:
            raise Refused(_("“%(what)s” is over: choose a trend that is still watched.") % {"what": held.name})
    signals = Contribution.objects.visible_to(by).filter(
        leads_on_by__later=other, leads_on_by__relation=Relation.OBSERVED_IN, leads_on_by__status__in=COUNTED
    )
    for signal in signals.order_by("id"):
        gather(trend, signal, by=by)
    make_move(other, "end", by=by)


def _two(trend: Contribution, other: Contribution | None) -> None:
    if other is not None and other.pk == trend.pk:
        raise Refused(_("A trend cannot be merged into itself: choose another one."))
