"""Tells the whole story into an empty database, in one transaction: a telling that is killed leaves nothing behind."""

from __future__ import annotations

from django.db import transaction

from passerelle.exchange.demo.cast import Cast
from passerelle.exchange.demo.company import hire
from passerelle.exchange.demo.conversations import converse
from passerelle.exchange.demo.days import Days
from passerelle.exchange.demo.gatherings import gather
from passerelle.exchange.demo.knowing import know
from passerelle.exchange.demo.names import pid_of
from passerelle.exchange.demo.pending import leave_open, settle_attention
from passerelle.exchange.demo.places import set_the_stage
from passerelle.exchange.demo.practising import practise
from passerelle.exchange.demo.seeking import seek
from passerelle.exchange.demo.steps import go_on
from passerelle.exchange.demo.story import read_story
from passerelle.exchange.demo.timeline import Timeline
from passerelle.lib.clock import now
from passerelle.lib.progress import Progress, unheard
from passerelle.people.models import Organisation, Person
from passerelle.search.rebuilding import rebuild
from passerelle.work.models import Job
from passerelle.work.worker import run_all

BEGINNING = -547  # days: a week before the first community


def is_told() -> bool:
    """Whether this database holds the demo, whole: the last thing a telling does is to commit."""
    return Organisation.objects.filter(pid=pid_of("organisation", "maison-orsel")).exists()


def is_empty() -> bool:
    """Whether nobody lives in this database yet."""
    return not (Organisation.objects.exists() or Person.objects.exists())


@transaction.atomic
def tell(progress: Progress = unheard) -> Cast:
    """Fill an empty database with Maison Orsel; ``progress`` hears the deeds done and their number."""
    story = read_story()
    cast = Cast(story, Days(story, now()))
    opened = cast.days.working_hour(BEGINNING, story.personas["administrator"])
    set_the_stage(cast, opened)
    hire(cast, opened)
    timeline = Timeline()
    gather(timeline, cast)
    converse(timeline, cast, frozenset(story.pending["held"]))
    go_on(timeline, cast)
    practise(timeline, cast)
    know(timeline, cast)
    seek(timeline, cast)
    leave_open(timeline, cast)
    for done, _ in enumerate(timeline.play(), start=1):
        progress(done, len(timeline))
    _let_listeners_hear()
    settle_attention(cast)
    return cast


def _let_listeners_hear() -> None:
    """Run what followed from the story, except the index: that is made once, at the end."""
    Job.objects.filter(task__startswith="search.").delete()
    run_all(limit=100_000)
    rebuild()
