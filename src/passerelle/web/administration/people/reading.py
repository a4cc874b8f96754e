"""Lists of people as administrators need them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from passerelle.communities.models import Community, Membership
from passerelle.journal.actor import Actor
from passerelle.lib.pagination import page
from passerelle.people import rules
from passerelle.people.models import Invitation, Organisation, Person, StaffCard
from passerelle.people.names import folded

PAGE = 50
ONLY = ("present", "guests", "administrators", "former", "imported")


def people(query: Mapping[str, str]) -> dict[str, Any]:
    """People by family name, found by name, address or staff number."""
    words = query.get("q", "").strip()[:80]
    only = query.get("only", "") if query.get("only") in ONLY else "present"
    rows = (
        _only(only)
        .select_related("unit", "site", "organisation")
        .annotate(has_card=Exists(StaffCard.objects.filter(person=OuterRef("pk"))))
    )
    for word in words.split()[:6]:
        rows = rows.filter(
            Q(sort_name__contains=folded(word)) | Q(email__icontains=word) | Q(staff_number__iexact=word)
        )
    shown = page(rows, order=("sort_name", "pk"), size=PAGE, cursor=query.get("cursor", ""))
    labels = (_("Here"), _("Guests"), _("Administrators"), _("Former"), _("Only imported"))
    return {
        "page": shown,
        "words": words,
        "only": only,
        "filters": list(zip(ONLY, labels, strict=True)),
        "narrowing": urlencode({"q": words, "only": only}),
    }


def _only(only: str) -> Any:
    present = Person.objects.present()
    match only:
        case "guests":
            return present.filter(is_guest=True)
        case "administrators":
            return present.filter(is_administrator=True)
        case "former":
            return Person.objects.exclude(pk__in=present.values("pk"))
        case "imported":
            return present.filter(is_imported=True)
        case _:
            return present.filter(is_imported=False)


def person(pk: int) -> dict[str, Any]:
    """Somebody's page around its form: who they are now, their card, what would be left without them."""
    found = Person.objects.get(pk=pk)
    return {"person": found, "card": StaffCard.objects.filter(person=found).first(), "led_alone": led_alone(found)}


def invitations(actor: Actor) -> list[Invitation]:
    """Those an administrator may take back: all; everybody else's: their own. The latest hundred that are open."""
    rows = Invitation.objects.select_related("organisation", "inviter")
    mine = rows if actor.is_administrator else rows.filter(inviter_id=actor.own_id)
    return list(mine.filter(accepted_at=None, revoked_at=None).order_by("-created_at")[:100])


def invitable_communities(actor: Actor) -> list[tuple[str, str]]:
    """Where the actor may ask somebody in by mail: id and name."""
    rows = Community.objects.visible_to(actor).filter(archived_at=None).order_by("name")
    if not actor.is_administrator:
        rows = rows.filter(pk__in=rules.guest_community_ids(actor))
    return [(str(pk), name) for pk, name in rows.values_list("pk", "name")]


def invitable_organisations(actor: Actor) -> Any:
    """Whose people the actor may invite."""
    rows = Organisation.objects.order_by("kind", "name")
    return rows if actor.is_administrator else rows.filter(kind=Organisation.Kind.PARTNER)


def led_alone(person: Person) -> list[str]:
    """Names of communities that would be left without a manager when this person goes."""
    led = Membership.objects.filter(person=person, role="steward", community__archived_at=None)
    others = Membership.objects.filter(community=OuterRef("community"), role="steward", person__is_active=True).exclude(
        person=person
    )
    return list(led.filter(~Exists(others)).order_by("community__name").values_list("community__name", flat=True))
