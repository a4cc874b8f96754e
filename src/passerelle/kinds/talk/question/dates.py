"""The day an answer is needed by, for whoever asked and whoever is bound to the question."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import cast

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_noop as words

from passerelle.contributions.dates import Dated, dates
from passerelle.contributions.models import Involvement
from passerelle.journal.actor import Actor
from passerelle.kinds.talk.question.models import Question


@dates
def needed(actor: Actor, since: date) -> Iterator[Dated]:
    """Of the questions that are still open."""
    bound = Involvement.objects.filter(
        contribution_id=OuterRef("contribution_id"), person_id=actor.own_id, ended_at=None
    )
    mine = Question.objects.filter(Q(contribution__author_id=actor.own_id) | Exists(bound))
    rows = mine.filter(contribution__state="open", needed_by__gte=since).order_by("needed_by", "pk")
    for contribution, day in rows.values_list("contribution_id", "needed_by"):
        yield Dated(contribution, "needed-by", cast(date, day), words("Answer needed: %(title)s"))
