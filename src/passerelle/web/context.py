"""The shell around every page: whose it is, their communities, what is new for them. Three queries."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from passerelle.communities.models import Membership
from passerelle.communities.reading import joined_ids
from passerelle.journal.actor import Actor
from passerelle.lib.text import initials
from passerelle.notifications.reading import unread_count
from passerelle.people.models import Organisation, Person
from passerelle.web.waiting import waiting_count


def shell(request: HttpRequest) -> dict[str, Any]:
    """Context processor: ``shell`` for the layout; for the anonymous only the face of the installation."""
    actor: Actor | None = getattr(request, "actor", None)
    face = _face()
    if actor is None or not actor.is_present or actor.person is None:
        return {"shell": None, "face": face, "actor": actor}
    return {
        "actor": actor,
        "face": face,
        "shell": {
            **face,
            "person": _person(actor.person),
            "theme": actor.person.theme,
            "communities": _communities(actor),
            "inbox_unread": unread_count(actor),
            "waiting": waiting_count(actor),
            "may_administer": actor.is_administrator,
            "sign_out_url": reverse("account_logout"),
        },
    }


def _face() -> dict[str, Any]:
    home = Organisation.objects.filter(kind=Organisation.Kind.HOME).first()
    return {
        "site_name": home.name if home else "Passerelle",
        "logo_url": reverse("logo") + f"?v={home.logo[-12:]}" if home and home.logo else None,
        "accent": home.accent or None if home else None,
        "is_demo": settings.PASSERELLE.is_demo,
    }


def _person(person: Person) -> dict[str, str | None]:
    return {
        "name": person.name,
        "url": reverse("person", args=[person.pid]),
        "photo_url": reverse("photo", args=[person.pid]) + f"?v={person.photo[-12:]}" if person.photo else None,
        "initials": initials(person.name),
    }


def _communities(actor: Actor) -> list[dict[str, Any]]:
    mine = Membership.objects.filter(
        person_id=actor.own_id, community_id__in=joined_ids(actor), community__archived_at=None
    )
    columns = (
        "community__name",
        "community__pid",
        "community__slug",
        "muted",
        "seen_at",
        "community__last_activity_at",
    )
    return [
        {"name": name, "url": reverse("community", args=[pid, slug]), "unread": not muted and latest > seen}
        for name, pid, slug, muted, seen, latest in mine.order_by("community__name").values_list(*columns)
    ]
