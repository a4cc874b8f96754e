"""What follows for a project: people are told of a milestone that is reached; smaller steps stand on the page."""

from __future__ import annotations

from django.utils.translation import gettext_noop as words

from passerelle.notifications.listeners import tells
from passerelle.notifications.models import Reason
from passerelle.notifications.tellings import Telling
from passerelle.notifications.tellings.steps import became

_REACHED = words("%(who)s reached a milestone of “%(what)s”")

tells("project.milestone_reached", Telling(became, {Reason.MOVED: _REACHED, Reason.FOLLOWED: _REACHED}))
