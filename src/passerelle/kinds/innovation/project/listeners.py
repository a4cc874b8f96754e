"""What follows for a project: people are told of a milestone that is reached; smaller steps stand on the page."""

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
from passerelle.trail.models import Link, Relation, Status
from passerelle.trail.upstream import upstream
from passerelle.work.tasks import task

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
    link = carried.filter(pk=Entry.objects.get(pk=entry_id).subject_id).select_related("later", "earlier").first()
    if link is not None and Project.objects.filter(pk=link.later_id).exists():
        actions.bring_team(link.later, link.earlier, by=system_actor())
