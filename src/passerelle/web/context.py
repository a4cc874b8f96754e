"""The shell around every page: whose it is, their communities, what is new for them."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.utils.html import format_html

from passerelle.communities.models import Membership
from passerelle.communities.reading import joined_ids
from passerelle.contributions.models import Placement
from passerelle.journal.actor import Actor, of_actor
from passerelle.lib.prepared import prepared
from passerelle.lib.reversing import address
from passerelle.lib.text import initials
from passerelle.notifications.reading import unread_count
from passerelle.people.languages import offered_languages
from passerelle.people.models import Organisation, Person
from passerelle.ui.by_value import ByValue
from passerelle.web.waiting import waiting_count


def shell(request: HttpRequest) -> dict[str, Any]:
    """Context processor: ``shell`` for the layout; for the anonymous only the face of the installation."""
    actor: Actor | None = getattr(request, "actor", None)
    form_token = _form_token(request)
    if hasattr(request, "is_broken"):
        return {"shell": None, "face": _face(None), "actor": actor, **form_token}
    face = _face(home_organisation(actor) if actor else Organisation.home())
    if actor is None or not actor.is_present or actor.person is None:
        return {"shell": None, "face": face, "actor": actor, **form_token}
    communities = _communities(actor)
    return {
        **form_token,
        "actor": actor,
        "face": face,
        "shell": ByValue(
            {
                **face,
                "here": _here(request.path, communities),
                "person": _person(actor.person),
                "theme": actor.person.theme,
                "communities": communities,
                "inbox_unread": unread_count(actor),
                "waiting": waiting_count(actor),
                "may_administer": actor.is_administrator,
                "sign_out_url": address("account_logout"),
            }
        ),
    }


def _form_token(request: HttpRequest) -> dict[str, str]:
    """The token of this page's forms, masked once: Django's own makes another for each of a hundred forms."""
    token = get_token(request)
    return {
        "csrf_token": token,
        "csrf_input": format_html('<input type="hidden" name="csrfmiddlewaretoken" value="{}">', token),
    }


@of_actor
def home_organisation(actor: Actor) -> Organisation | None:
    """The home organisation, asked once per request; None before the installation has a name."""
    return next(iter(_home()), None)


@prepared
def _home() -> QuerySet[Organisation]:
    return Organisation.objects.filter(kind=Organisation.Kind.HOME).order_by()


def _face(home: Organisation | None) -> dict[str, Any]:
    return {
        "site_name": home.name if home else "Passerelle",
        "logo_url": address("logo") + f"?v={home.logo[-12:]}" if home and home.logo else None,
        "accent": home.accent or None if home else None,
        "is_demo": settings.PASSERELLE.is_demo,
        "languages": offered_languages(home),
        "may_sign_up": bool(settings.PASSERELLE.signup_domains),
    }


PLACES = ("home", "inbox", "waiting", "community_list", "people", "article_library", "bookmarks", "me")


def _here(path: str, communities: list[dict[str, Any]]) -> list[str]:
    """The addresses in the frame that this page lies under."""
    home, *others = [*map(address, PLACES), *[str(community["url"]) for community in communities]]
    return [home] if path == home else [place for place in others if path.startswith(place)]


def _person(person: Person) -> dict[str, str | None]:
    return {
        "pid": person.pid,
        "name": person.name,
        "url": address("person", person.pid),
        "photo_url": address("photo", person.pid) + f"?v={person.photo[-12:]}" if person.photo else None,
        "initials": initials(person.name),
    }


@prepared
def _own(actor: Actor) -> QuerySet[Membership, tuple[Any, ...]]:
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
    return mine.order_by("community__name").values_list(*columns)


def _communities(actor: Actor) -> list[dict[str, Any]]:
    """One's own communities; the dot says that others brought something since one was there, exactly as the feed marks it."""
    return [
        {"name": name, "url": address("community", pid, slug), "unread": unread and not muted}
        for name, pid, slug, muted, unread in _own(actor)
    ]
