"""What waits for a decision, in the words of the summary by mail: how much, and where it is; the page *Waits for you* shows it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from django.db.models import CharField, QuerySet, Value
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from passerelle.communities.models import JoinRequest
from passerelle.communities.reading import active_stewards, managed_ids
from passerelle.contributions.models import Change, Contribution, Deadline, Post, Standing
from passerelle.journal.actor import Actor
from passerelle.lib.prepared import prepared
from passerelle.moderation import reading
from passerelle.moderation.models import Report
from passerelle.notifications.digests.waits import awaited, waits
from passerelle.people.models import Person
from passerelle.ui.times import dateformat
from passerelle.web.waiting import deadlines, requests

BEFORE = timedelta(days=3)  # what is due is told of once, so long before
MOST = 5
_COUNTED = "that something waits is asked for, not what; the summary reads under its reader's rights"


@waits
def decisions(actor: Actor, since: datetime, until: datetime) -> Iterator[str]:
    """For those who decide: how many of each sort came. One query."""
    if not (managed_ids(actor) or actor.is_administrator):
        return
    came = Counter(sort for sort, _key in _came(actor, since, until))
    if num := came["request"]:
        yield ngettext("%(num)s person asks to join", "%(num)s people ask to join", num) % {"num": num}
    if num := came["text"] + came["reply"]:
        yield ngettext("%(num)s text waits to be read", "%(num)s texts wait to be read", num) % {"num": num}
    if num := came["change"]:
        yield ngettext("%(num)s change waits to be read", "%(num)s changes wait to be read", num) % {"num": num}
    if num := came["report"]:
        yield ngettext("%(num)s report waits for you", "%(num)s reports wait for you", num) % {"num": num}


@awaited
def deciders(since: datetime, until: datetime) -> Iterator[tuple[int, datetime]]:
    """The managers of the communities in which something came; where there is none, administrators."""
    came: dict[int, list[datetime]] = defaultdict(list)
    for source, place, column in _undecided():
        moments = {f"{column}__gt": since, f"{column}__lte": until}
        for community, at in source.filter(**moments).values_list(place, column):
            came[community].append(at)
    managed = list(active_stewards().filter(community_id__in=came).values_list("person_id", "community_id"))
    alone = set(came) - {community for _person, community in managed}
    if alone:
        there = Person.objects.present().filter(is_administrator=True).values_list("pk", flat=True)
        managed += [(person, community) for person in there for community in alone]
    for person, community in managed:
        yield from ((person, at) for at in came[community])


def _undecided() -> list[tuple[QuerySet[Any], str, str]]:
    """Every row somebody decides about: where it belongs, and when it came."""
    held = {"standing": Standing.HELD}
    return [
        (JoinRequest.objects.filter(decided_at=None), "community_id", "asked_at"),
        (Contribution.objects.unscoped(_COUNTED).filter(**held), "home_id", "created_at"),
        (Post.objects.unscoped(_COUNTED).filter(is_body=False, **held), "contribution__home_id", "created_at"),
        (Change.objects.filter(refused_at=None), "post__contribution__home_id", "at"),
        (Report.objects.filter(closed_at=None), "post__contribution__home_id", "at"),
    ]


@prepared
def _came(actor: Actor, since: datetime, until: datetime) -> QuerySet[Any, Any]:
    sources: list[tuple[str, QuerySet[Any], str]] = [
        ("request", requests(actor), "asked_at"),
        ("text", reading.held_contributions(actor), "created_at"),
        ("reply", reading.held_replies(actor), "created_at"),
        ("change", reading.waiting_changes(actor), "at"),
        ("report", reading.open_reports(actor), "at"),
    ]
    first, *others = (
        source.filter(**{f"{column}__gt": since, f"{column}__lte": until})
        .order_by()
        .values_list(Value(sort, CharField()), "pk")
        for sort, source, column in sources
    )
    return first.union(*others, all=True)


@waits
def due(actor: Actor, since: datetime, until: datetime) -> Iterator[str]:
    """What is due from the actor in three days."""
    for deadline in _due(actor, since + BEFORE, until + BEFORE):
        day = dateformat(deadline.due_at)
        yield _("Due from you by %(day)s: “%(title)s”") % {"day": day, "title": deadline.contribution.name}


@awaited
def owners(since: datetime, until: datetime) -> Iterator[tuple[int, datetime]]:
    """From whom something is due in three days."""
    soon = Deadline.objects.filter(met_at=None, due_at__gt=since + BEFORE, due_at__lte=until + BEFORE)
    for person, at in soon.values_list("person_id", "due_at"):
        yield person, at - BEFORE


@prepared
def _due(actor: Actor, since: datetime, until: datetime) -> QuerySet[Deadline]:
    return deadlines(actor).filter(due_at__gt=since, due_at__lte=until)[:MOST]
