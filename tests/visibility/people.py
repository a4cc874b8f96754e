"""Who looks: seventeen ways of standing before a door, those of the cast and seven more."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from cast.people import MEMBERS, Cast
from hostile.values import SECOND
from passerelle.communities.models import Community, Membership, Role
from passerelle.lib.clock import now
from passerelle.people.models import Organisation, Person

# What each of them is → their name in the cast, or nothing for those who have not signed in.
ACTORS = {
    "anonymous": None,
    "invited": None,  # not signed in either, but holding the link of an invitation and the link under a mail
    "author": "ada",
    "member": "mia",
    "steward": "sam",
    "sponsor": "stella",
    "outsider": "otto",
    "former_member": "fred",
    "administrator": "root",
    "guest_inside": "gwen",
    "guest_outside": "gil",
    "guest_expired": "eve",
    "guest_once_steward": "tess",  # a colleague who managed communities, and now works for the partner
    "suspended": "iris",
    "involved": "ines",
    "formerly_involved": "flora",
    "card_holder": "cleo",  # no mailbox: comes in with a printed card, on a device others use too
}
NOBODY = ("anonymous", "invited")
GONE = ("guest_expired", "suspended")
# Who walks through pages and mail on the second database, where each set is compared for everybody: who brings things,
# who manages, who comes from outside, who runs the house.
ON_THE_SECOND = ("author", "steward", "guest_inside", "administrator")
WALKERS = ON_THE_SECOND if SECOND else tuple(ACTORS)
KNOWN = tuple(name for name in WALKERS if name not in NOBODY)
LIVING = tuple(name for name in KNOWN if name not in GONE)
STAFF_NUMBER, CODE = "4711", "ABCD-EFGH"
GUESTS_INSIDE = ("gwen", "eve", "tess")


def enlist(cast: Cast) -> dict[str, Person]:
    """Everybody by first name: the cast, and those who stand where none of it does."""
    partner = Organisation.objects.get(slug="partner")
    more = {
        name: Person(
            name=f"{name.title()} Orsel",
            sort_name=name,
            email=None if name == "cleo" else f"{name}@orsel.example",
            staff_number=STAFF_NUMBER if name == "cleo" else None,
            organisation=partner if name == "tess" else cast.ada.organisation,
            language="en",
            is_guest=name == "tess",
            access_until=now().date() + timedelta(days=30) if name == "tess" else None,
        )
        for name in ("stella", "ines", "flora", "cleo", "tess")
    }
    Person.objects.bulk_create(more.values())
    return {name: getattr(cast, name) for name in cast.__slots__} | more


def let_in(people: Mapping[str, Person], communities: Mapping[str, Community]) -> None:
    """Memberships beyond those of the cast: the sponsor everywhere, guests where partners come in, the card in one."""
    rows = [
        Membership(community=place, person=people["stella"], role=Role.SPONSOR)
        for slug, place in communities.items()
        if slug != "elsewhere"
    ]
    rows.append(Membership(community=communities["closed"], person=people["cleo"], by_rule=True))
    for slug, place in communities.items():
        known = set(place.memberships.values_list("person_id", flat=True))
        wanted = [] if slug == "elsewhere" else [(name, Role.MEMBER) for name in MEMBERS] + [("sam", Role.STEWARD)]
        if place.open_to_partners and slug != "elsewhere":
            wanted += [(name, Role.STEWARD if name == "tess" else Role.MEMBER) for name in GUESTS_INSIDE]
        if slug == "closed":
            wanted.append(("tess", Role.STEWARD))  # and what partners do not read, she reads no more
        rows += [
            Membership(community=place, person=people[name], role=role)
            for name, role in wanted
            if people[name].pk not in known
        ]
    Membership.objects.bulk_create(rows)


def draw_lines(communities: Mapping[str, Community]) -> None:
    """In each community some have read nothing of what is listed, some half of it, some all; and some want to hear nothing."""
    for place in communities.values():
        placed = place.placements.filter(listed=True).order_by("placed_at").values_list("placed_at", flat=True)
        moments = [placed[0] - timedelta(seconds=1), placed[len(placed) // 2], placed[len(placed) - 1]]
        rows = list(place.memberships.order_by("person_id"))
        for number, row in enumerate(rows, start=place.pk):
            row.seen_at, row.muted = moments[number % len(moments)], number % 4 == 0
        Membership.objects.bulk_update(rows, ["seen_at", "muted"])
