"""What the page of a contribution asks of its reader: whether they want to ask somebody, were asked, or answered well."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from passerelle.communities.reading import managed_ids
from passerelle.contributions.kinds import all_kinds, get_kind
from passerelle.contributions.models import Contribution, Post
from passerelle.journal.actor import Actor, of_actor
from passerelle.lib.clock import now
from passerelle.lib.prepared import prepared
from passerelle.matching import rules
from passerelle.matching.models import Ask, Unwanted
from passerelle.matching.reading.subject import in_the_open
from passerelle.matching.weeks import FORTNIGHT
from passerelle.people.models import Person, PersonTopic
from passerelle.science.expertise import Form
from passerelle.topics.models import Topic


@dataclass(frozen=True, slots=True)
class Place:
    """A contribution that seeks answers, and how its reader stands to it."""

    contribution: Contribution
    may_ask: bool
    waits_for_me: bool
    spoke: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """Somebody who was asked, and whether it was the reader who did."""

    person: Person
    mine: bool


def places(actor: Actor, ids: Sequence[int]) -> list[Place]:
    """Those of these contributions where the reader has a part in asking or answering. One query for a page, however many panels ask."""
    kept = _kept(actor)
    if new := [pk for pk in ids if pk not in kept]:
        kept.update(dict.fromkeys(new))
        seeking = [kind.slug for kind in all_kinds() if kind.seeking]
        since = now() - FORTNIGHT
        kept.update({head.pk: _place(actor, head) for head in _heads(actor, new, seeking, since, managed_ids(actor))})
    return [place for pk in ids if (place := kept[pk]) is not None]


@of_actor
def _kept(actor: Actor) -> dict[int, Place | None]:
    """What was read for this request."""
    return {}


@prepared
def _heads(
    actor: Actor, ids: Sequence[int], kinds: Sequence[str], since: datetime, managed: Collection[int]
) -> QuerySet[Contribution]:
    asked = Ask.objects.filter(contribution_id=OuterRef("pk"), person_id=actor.own_id, waits=True, at__gt=since)
    spoke = Post.objects.filter(contribution_id=OuterRef("pk"), author_id=actor.own_id, is_body=False)
    heads = Contribution.objects.unscoped("what the page shows was read under visible_to")
    found = heads.filter(pk__in=ids, kind_slug__in=kinds).select_related("home")
    told = found.annotate(asked=Exists(asked), spoke=Exists(spoke))
    return told.filter(Q(author_id=actor.own_id) | Q(home_id__in=managed) | Q(asked=True) | Q(spoke=True))


def _place(actor: Actor, head: Any) -> Place:
    waits = head.asked and not head.spoke and rules.seeks(head)
    return Place(head, bool(rules.may_ask(head, actor)), waits, head.spoke)


def asked_me(actor: Actor, contribution: Contribution) -> dict[str, Any]:
    """Who asks, by the name the reader may know, and the topics it is about that they agreed to be asked on."""
    asks = Ask.objects.filter(contribution=contribution, person_id=actor.own_id)
    who = Person.objects.visible_to(actor).filter(pk__in=asks.values("asker_id")).values_list("name", flat=True)
    mine = PersonTopic.objects.filter(person_id=actor.own_id, discoverable=True).values("topic_id")
    topics = Topic.objects.filter(contributions=contribution.pk, pk__in=mine).prefetch_related("labels")
    return {"who": who.first() or "", "topics": list(topics)}


def offered(actor: Actor, contribution: Contribution) -> list[Topic]:
    """Topics of something the reader answered well on which nobody may suggest them, and they were not asked, or did not say no."""
    here = in_the_open(actor).filter(pk=contribution.pk)
    given = get_kind(contribution.kind_slug).proofs(here, [actor.own_id])
    if not any(proof.form == Form.ACCEPTED for proof in given):
        return []
    agreed = PersonTopic.objects.filter(person_id=actor.own_id, discoverable=True).values("topic_id")
    unwanted = Unwanted.objects.filter(person_id=actor.own_id).values("topic_id")
    topics = Topic.objects.filter(contributions=contribution.pk).exclude(pk__in=unwanted).exclude(pk__in=agreed)
    return list(topics.prefetch_related("labels"))


def were_asked(actor: Actor, contribution: Contribution) -> list[Asked]:
    """Who was asked about it, whatever they said or did not say, by name; without whoever thought better of asking."""
    asked = Ask.objects.filter(contribution=contribution, person_id=OuterRef("pk")).exclude(asker=None)
    people = Person.objects.visible_to(actor).present().filter(Exists(asked))
    told: QuerySet[Any] = people.annotate(mine=Exists(asked.filter(asker_id=actor.own_id)))
    return [Asked(person, person.mine) for person in told.order_by("sort_name", "pk")]
