"""The shell around every page: whose it is, their communities, what is new for them."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db.models import Exists, OuterRef, Q
from django.http import HttpRequest
from django.urls import reverse

from passerelle.communities.models import Membership
from passerelle.communities.reading import joined_ids
from passerelle.contributions.models import Placement
from passerelle.journal.actor import Actor
from passerelle.lib.text import initials
from passerelle.notifications.reading import unread_count
from passerelle.people.languages import offered_languages
from passerelle.people.models import Organisation, Person
from passerelle.web.waiting import waiting_count


def shell(request: HttpRequest) -> dict[str, Any]:
    """Context processor: ``shell`` for the layout; for the anonymous only the face of the installation."""
    actor: Actor | None = getattr(request, "actor", None)
    if hasattr(request, "is_broken"):
        return {"shell": None, "face": _face(None), "actor": actor}
    face = _face(home_organisation(actor))
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


def home_organisation(actor: Actor | None) -> Organisation | None:
    """The home organisation, asked once per request; None before the installation has a name."""
    if actor is None:
        return Organisation.home()
    if "home" not in actor.memo:
        actor.memo["home"] = Organisation.home()
    return actor.memo["home"]  # type: ignore[no-any-return]


def _face(home: Organisation | None) -> dict[str, Any]:
    return {
        "site_name": home.name if home else "Passerelle",
        "logo_url": reverse("logo") + f"?v={home.logo[-12:]}" if home and home.logo else None,
        "accent": home.accent or None if home else None,
        "is_demo": settings.PASSERELLE.is_demo,
        "languages": offered_languages(home),
        "may_sign_up": bool(settings.PASSERELLE.signup_domains),
    }


def _person(person: Person) -> dict[str, str | None]:
    return {
        "name": person.name,
        "url": reverse("person", args=[person.pid]),
        "photo_url": reverse("photo", args=[person.pid]) + f"?v={person.photo[-12:]}" if person.photo else None,
        "initials": initials(person.name),
    }


def _communities(actor: Actor) -> list[dict[str, Any]]:
    """One's own communities; the dot says that others brought something since one was there, exactly as the feed marks it."""
    since = Placement.objects.filter(
        ~Q(contribution__author_id=actor.own_id) | Q(contribution__author=None),
        community_id=OuterRef("community_id"),
        listed=True,
        placed_at__gt=OuterRef("seen_at"),
    )
    mine = Membership.objects.filter(
        person_id=actor.own_id, community_id__in=joined_ids(actor), community__archived_at=None
    ).annotate(unread=Exists(since))
    columns = ("community__name", "community__pid", "community__slug", "muted", "unread")
    return [
        {"name": name, "url": reverse("community", args=[pid, slug]), "unread": unread and not muted}
        for name, pid, slug, muted, unread in mine.order_by("community__name").values_list(*columns)
    ]
