"""One person: what they chose to tell, what they gave, where one meets them."""

from __future__ import annotations

from typing import Any

from passerelle.communities.models import Community, Membership
from passerelle.communities.reading import joined_ids
from passerelle.contributions import panels
from passerelle.contributions.models import Contribution, Follow, Standing
from passerelle.contributions.reading.attention import wider_levels
from passerelle.contributions.reading.card import Card
from passerelle.contributions.reading.cards import cards
from passerelle.journal.actor import Actor
from passerelle.lib import locales
from passerelle.people.models import Person, PersonTopic

GIVEN = 10


def page(actor: Actor, person: Person) -> dict[str, Any]:
    """Everything the page shows; of a former colleague nothing but that."""
    if person.is_former:
        return {"person": person}
    is_me = person.pk == actor.person_id
    return {
        "person": person,
        "is_me": is_me,
        "manager": _met(actor, person.manager_id),
        "sponsor": _met(actor, person.sponsor_id),
        "languages": [locales.language_name(code) for code in person.languages if isinstance(code, str)],
        "country": locales.country_name(person.site.country) if person.site and person.site.country else "",
        "topics": _topics(person, everything=is_me),
        "given": given(actor, person),
        "shared": [] if is_me else communities_in_common(actor, person),
        "follow": Follow.objects.filter(person_id=actor.own_id, followed=person)
        .values_list("level", flat=True)
        .first(),
        "follow_levels": wider_levels(),
        "main_panels": panels.fill("person.main", actor, [person.pk]).get(person.pk, []),
        "aside_panels": panels.fill("person.aside", actor, [person.pk]).get(person.pk, []),
    }


def given(actor: Actor, person: Person) -> list[Card]:
    """Their latest contributions this reader may see."""
    theirs = Contribution.objects.visible_to(actor).filter(author=person, standing=Standing.PUBLISHED)
    return cards(actor, list(theirs.order_by("-created_at", "-pk").values_list("pk", flat=True)[:GIVEN]))


def communities_in_common(actor: Actor, person: Person) -> list[Community]:
    """Where both belong."""
    theirs = Membership.objects.filter(person=person, community_id__in=joined_ids(actor)).values("community_id")
    return list(Community.objects.visible_to(actor).filter(pk__in=theirs, archived_at=None).order_by("name"))


def _met(actor: Actor, person_id: int | None) -> Person | None:
    """Somebody named on the page, if this reader may meet them too."""
    return Person.objects.visible_to(actor).present().filter(pk=person_id or 0).first()


def _topics(person: Person, *, everything: bool) -> list[PersonTopic]:
    known = PersonTopic.objects.filter(person=person).order_by("topic__name")
    told = known.select_related("topic").prefetch_related("topic__labels")
    return list(told if everything else told.filter(discoverable=True))
