"""What waits for a decision, in the words of the summary by mail: how much, and where it is; the page *Waits for you* shows it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from passerelle.communities.reading import managed_ids
from passerelle.journal.actor import Actor
from passerelle.moderation import reading
from passerelle.notifications.digests.waits import waits
from passerelle.ui.times import dateformat
from passerelle.web.waiting import deadlines, requests

BEFORE = timedelta(days=3)  # what is due is told of once, so long before
MOST = 5


@waits
def decisions(actor: Actor, since: datetime, until: datetime) -> Iterator[str]:
    """For those who decide: how many of each sort came."""
    if not (managed_ids(actor) or actor.is_administrator):
        return
    if num := _new(requests(actor), "asked_at", since, until):
        yield ngettext("%(num)s person asks to join", "%(num)s people ask to join", num) % {"num": num}
    texts = _new(reading.held_contributions(actor), "created_at", since, until)
    if num := texts + _new(reading.held_replies(actor), "created_at", since, until):
        yield ngettext("%(num)s text waits to be read", "%(num)s texts wait to be read", num) % {"num": num}
    if num := _new(reading.waiting_changes(actor), "at", since, until):
        yield ngettext("%(num)s change waits to be read", "%(num)s changes wait to be read", num) % {"num": num}
    if num := _new(reading.open_reports(actor), "at", since, until):
        yield ngettext("%(num)s report waits for you", "%(num)s reports wait for you", num) % {"num": num}


@waits
def due(actor: Actor, since: datetime, until: datetime) -> Iterator[str]:
    """What is due from the actor in three days."""
    for deadline in deadlines(actor).filter(due_at__gt=since + BEFORE, due_at__lte=until + BEFORE)[:MOST]:
        day = dateformat(deadline.due_at)
        yield _("Due from you by %(day)s: “%(title)s”") % {"day": day, "title": deadline.contribution.name}


def _new(found: QuerySet[Any], column: str, since: datetime, until: datetime) -> int:
    return found.filter(**{f"{column}__gt": since, f"{column}__lte": until}).order_by().count()
