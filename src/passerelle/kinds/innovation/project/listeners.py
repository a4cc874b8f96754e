"""What follows for a project: it says what it carries out; people are told of a reached milestone, smaller steps stand on the page."""

from __future__ import annotations

from django.utils.translation import gettext_noop as words

from passerelle.journal.actor import system_actor
from passerelle.journal.models import Entry
from passerelle.journal.recording import listen
from passerelle.kinds.innovation.project import actions
from passerelle.kinds.innovation.project.models import Project
from passerelle.notifications.listeners import tells
from passerelle.notifications.models import Reason
from passerelle.notifications.tellings import Telling, Told
from passerelle.notifications.tellings.steps import became
from passerelle.notifications.tellings.texts import head
from passerelle.trail.actions import trace
from passerelle.trail.models import Link, Relation, Status
from passerelle.trail.upstream import upstream
from passerelle.work.tasks import task


@listen("contribution.published")
@task("project.trace", together=True)
def say_origin(*, entry_id: int) -> None:
    """Of one that was made from something else."""
    entry = Entry.objects.get(pk=entry_id)
    made = Project.objects.filter(pk=entry.contribution_id or 0).exclude(origin=None)
    for details in made.select_related("contribution__author", "origin"):
        trace(details.contribution, details.origin, Relation.REALISES)


_REACHED = words("%(who)s reached a milestone of “%(what)s”")
_GOES_BACK_TO_YOU = words("“%(what)s”, which goes back to you, reached a milestone")


def _reached(entry: Entry) -> Told:
    """Who brought it and who follows it; and everybody it goes back to."""
    told = became(entry)
    told.add(Reason.UPSTREAM, *upstream(head(entry)))
    told.spare(entry.actor_id)
    return told


tells(
    "project.milestone_reached",
    Telling(_reached, {Reason.MOVED: _REACHED, Reason.FOLLOWED: _REACHED, Reason.UPSTREAM: _GOES_BACK_TO_YOU}),
)


@listen("link.asserted", "link.confirmed")
@task("project.bring_team")
def bring_team(*, entry_id: int) -> None:
    """The team of an idea goes on with what carries it out."""
    carried = Link.objects.unscoped("the link of this entry").filter(
        relation=Relation.REALISES, status=Status.CONFIRMED
    )
    said = carried.filter(pk=Entry.objects.get(pk=entry_id).subject_id).select_related("later", "earlier").first()
    if said is not None and Project.objects.filter(pk=said.later_id).exists():
        actions.bring_team(said.later, said.earlier, by=system_actor())
