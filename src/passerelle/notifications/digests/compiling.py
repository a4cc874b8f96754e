"""Making a summary of what somebody is told and of what they could look at. Everything under their present rights."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from passerelle.communities.models import Community
from passerelle.contributions.models import Contribution
from passerelle.journal.actor import Actor
from passerelle.lib.prepared import prepared
from passerelle.notifications.digests.content import Band, Item, Passage, Summary
from passerelle.notifications.digests.offers import elsewhere, questions
from passerelle.notifications.digests.passages import Room, opening, plain_texts
from passerelle.notifications.digests.told import LENGTH, told
from passerelle.notifications.mailing.links import absolute
from passerelle.notifications.mailing.pictures import pictures
from passerelle.notifications.models import Notice
from passerelle.people.models import Person


def compile_summary(
    actor: Actor, notices: Sequence[Notice], count: int, awaited: Sequence[str], since: datetime, until: datetime
) -> Summary:
    """What goes into the summary of these notices, newest first, of ``count`` there are, and of what is awaited from its reader.

    What nobody told them yet comes along: it never makes a mail by itself.
    """
    room = Room()
    (invited, *bands), told_of = told(actor, notices, room)
    waiting = [Item(words, absolute(reverse("waiting"))) for words in awaited]
    asked = questions(actor, since, until)
    other = elsewhere(actor, since, until, [each.pk for each in asked])
    offered = _offers(actor, [*asked, *([other] if other else [])], room)
    bands = [
        Band(invited.label, [*invited.items, *waiting]),
        *bands,
        Band(_("Questions you could answer"), offered[: len(asked)]),
        Band(_("From elsewhere"), offered[len(asked) :]),
    ]
    return Summary([band for band in bands if band.items], count + len(awaited), count - told_of)


def _offers(actor: Actor, heads: Sequence[Contribution], room: Room) -> list[Item]:
    bodies = [head.body for head in heads if head.body]
    texts, seen, names = plain_texts(actor, bodies), pictures(actor, bodies), _names(actor, heads)
    return [
        Item(
            head.name,
            absolute(head.get_absolute_url()),
            names[head.pk],
            [Passage(taken)] if (taken := room.take(opening(texts.get(head.body_id or 0, ""), LENGTH))) else [],
            seen.get(head.body_id or 0),
        )
        for head in heads
    ]


def _names(actor: Actor, heads: Sequence[Contribution]) -> dict[int, str]:
    """Of each who brought it, their unit where units are shown, and its home: whatever of it may be named."""
    people = dict(_people(actor, [head.author_id or 0 for head in heads]))
    homes = {place.pk: place.name for place in _places(actor, [head.home_id for head in heads])}
    return {head.pk: " · ".join(filter(None, _parts(actor, head, people, homes))) for head in heads}


@prepared
def _people(actor: Actor, ids: Collection[int]) -> QuerySet[Person, Any]:
    return Person.objects.visible_to(actor).filter(pk__in=ids).values_list("pk", "name")


@prepared
def _places(actor: Actor, ids: Collection[int]) -> QuerySet[Community]:
    return Community.objects.visible_to(actor).filter(pk__in=ids)


def _parts(
    actor: Actor, head: Contribution, people: Mapping[int, str], homes: Mapping[int, str]
) -> tuple[str, str, str]:
    known = head.author_id in people
    unit = head.author.unit if known and head.author and actor.is_staff else None
    return people.get(head.author_id or 0, ""), unit.name if unit else "", homes.get(head.home_id, "")
