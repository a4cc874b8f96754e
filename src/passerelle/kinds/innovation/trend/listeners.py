"""What follows for a signal when it is put into a trend or taken out of the last one: its state says so."""

from __future__ import annotations

from django.db import transaction

from passerelle.contributions import actions
from passerelle.contributions.kinds import get_kind
from passerelle.contributions.models import Contribution, Standing
from passerelle.journal.actor import system_actor
from passerelle.journal.models import Entry
from passerelle.journal.recording import listen
from passerelle.kinds.innovation.signal.models import Signal
from passerelle.kinds.innovation.trend.models import Placing
from passerelle.trail.models import COUNTED, Link, Relation
from passerelle.work.tasks import task


@listen("link.asserted", "link.confirmed", "link.removed")
@task("trend.follow_link")
@transaction.atomic
def follow_link(*, entry_id: int) -> None:
    """Bring the state of the signal in line with the links there are now."""
    links = Link.objects.unscoped("the link of this entry").filter(relation=Relation.OBSERVED_IN)
    link = links.filter(pk=Entry.objects.get(pk=entry_id).subject_id).first()
    if link is None or not Signal.objects.filter(pk=link.earlier_id).exists():
        return
    signal = Contribution.objects.locked(link.earlier_id)
    # Trends of the same home alone: whoever reads the signal reads those, and learns of no other by its state.
    beside = links.filter(later__home_id=signal.home_id, later__standing=Standing.PUBLISHED)
    gathered = beside.filter(earlier=signal, status__in=COUNTED).exists()
    step = get_kind(signal.kind_slug).find_move("gather" if gathered else "release")
    if step is not None and signal.state in step.sources and signal.standing == Standing.PUBLISHED:
        actions.make_move(signal, step.slug, by=system_actor())


@listen("contribution.edited", "contribution.withdrawn", "contribution.removed", "contribution.merged")
@task("trend.forget_words")
def forget_words(*, entry_id: int) -> None:
    """Forget the words a proposal was made for, once they may not stand there any more."""
    signal = Entry.objects.get(pk=entry_id).contribution_id
    Placing.objects.filter(signal_id=signal).update(words=[], nearest=[])
