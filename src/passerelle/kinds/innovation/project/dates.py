"""Days by which milestones are due, for whoever brought the project and whoever is bound to it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import cast

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_noop as words

from passerelle.contributions.dates import Dated, dates
from passerelle.contributions.models import Involvement
from passerelle.journal.actor import Actor
from passerelle.kinds.innovation.project.models import DONE, Milestone
from passerelle.kinds.innovation.project.rules import UNDER_WAY


@dates
def due(actor: Actor, since: date) -> Iterator[Dated]:
    """Of projects that are under way, what is not reached yet."""
    bound = Involvement.objects.filter(contribution_id=OuterRef("project_id"), person_id=actor.own_id, ended_at=None)
    mine = Milestone.objects.filter(Q(project__contribution__author_id=actor.own_id) | Exists(bound))
    waiting = mine.filter(project__contribution__state__in=UNDER_WAY, progress__lt=DONE, due_on__gte=since)
    for contribution, number, day in waiting.order_by("due_on", "pk").values_list("project_id", "pk", "due_on"):
        yield Dated(contribution, f"milestone-{number}", cast(date, day), words("Milestone due: %(title)s"))
