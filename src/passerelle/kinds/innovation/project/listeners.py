"""What follows for a project: people are told of a milestone that is reached; smaller steps stand on the page."""

from __future__ import annotations

from django.utils.translation import gettext_noop as words

from passerelle.journal.models import Entry
from passerelle.notifications.listeners import tells
from passerelle.notifications.models import Reason
from passerelle.notifications.tellings import Telling, Told
from passerelle.notifications.tellings.steps import became
from passerelle.notifications.tellings.texts import head
from passerelle.trail.upstream import upstream

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
