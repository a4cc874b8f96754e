"""Answers that are overdue, site by site: for those who may ask for them, and for nobody else."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from operator import attrgetter

from django.utils import timezone

from passerelle.communities.models import Community
from passerelle.contributions.headings import heading
from passerelle.journal.actor import Actor
from passerelle.kinds.innovation.practice.focal import MORE
from passerelle.kinds.innovation.practice.models import Adoption
from passerelle.kinds.innovation.practice.portfolio.matrix import practices_of, sites_for
from passerelle.kinds.innovation.practice.portfolio.turns import Turns, turns
from passerelle.kinds.innovation.practice.rules import OFFERED
from passerelle.lib.clock import now
from passerelle.people.models import Person


@dataclass(frozen=True, slots=True)
class Late:
    """One answer that did not come yet: who is asked for it, the focal person first, and when the community managers are as well."""

    pid: str
    name: str
    due_on: date
    days: int
    people: list[str]
    managers_on: date | None  # none where they are asked already


@dataclass(frozen=True, slots=True)
class Silent:
    """A site and what it did not answer, the longest ago first."""

    pid: str
    name: str
    answers: list[Late]


def overdue(actor: Actor, community: Community) -> list[Silent]:
    """In a fixed number of statements; the site that waits longest comes first."""
    heads = practices_of(actor, community).filter(state__in=OFFERED)
    names = {
        pk: (pid, heading(title, beginning or ""))
        for pk, pid, title, beginning in heads.values_list("pk", "pid", "title", "body__excerpt")
    }
    sites = {pk: (pid, name) for pk, pid, name in sites_for(actor, community).values_list("pk", "pid", "name")}
    late = Adoption.objects.filter(practice_id__in=list(names), site_id__in=list(sites), due_at__lt=now())
    known = list(late.filter(stage=Adoption.Stage.CONSIDERING).order_by("due_at", "pk"))
    turn = turns(community, {one.practice_id for one in known})
    people = Person.objects.in_bulk(turn.able)
    found: dict[int, list[Late]] = defaultdict(list)
    for one in known:
        found[one.site_id or 0].append(_late(one, names[one.practice_id], turn, people))
    return [Silent(*sites[site], sorted(answers, key=attrgetter("due_on"))) for site, answers in found.items()]


def _late(one: Adoption, practice: tuple[str, str], turn: Turns, people: dict[int, Person]) -> Late:
    asked = turn.at(one.practice_id).get(one.site_id or 0, [])
    more_at = one.due_at + MORE
    due_on = timezone.localdate(one.due_at)
    return Late(
        *practice,
        due_on=due_on,
        days=max(1, (timezone.localdate(now()) - due_on).days),
        people=[people[pk].name for pk in asked],
        managers_on=timezone.localdate(more_at) if asked and more_at > now() else None,
    )
