"""Who plays: one person for each way of standing towards a community."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import timedelta

from passerelle.communities.models import Community, Membership, Role
from passerelle.journal.actor import Actor, anonymous_actor, person_actor, system_actor
from passerelle.lib.clock import now
from passerelle.people.models import Organisation, Person, Site, Unit


@dataclass(frozen=True, slots=True)
class Cast:
    """Ada brings things, Sam is community manager, Mia a member, Otto a colleague outside.

    Gwen is a guest in the shared community and Gil one elsewhere; Eve's time as a guest is over, Fred has left the communities,
    Iris's account is closed, Root is administrator and member of nothing.
    """

    ada: Person
    sam: Person
    mia: Person
    otto: Person
    gwen: Person
    gil: Person
    eve: Person
    fred: Person
    iris: Person
    root: Person


@dataclass(frozen=True, slots=True)
class Places:
    """One community for each visibility, one more that partners share, and one of partners elsewhere."""

    open: Community
    closed: Community
    secret: Community
    shared: Community
    elsewhere: Community


NAMES = tuple(each.name for each in fields(Cast))
GUESTS = ("gwen", "gil", "eve")
MEMBERS = ("ada", "mia", "iris")


def engage() -> Cast:
    """The ten people, their organisations, two units and two sites."""
    home = Organisation.objects.create(slug="orsel", name="Orsel", kind=Organisation.Kind.HOME, ready_at=now())
    partner = Organisation.objects.create(slug="partner", name="Partner")
    units = [Unit.objects.create(slug=slug, name=slug.title()) for slug in ("kitchens", "garden")]
    sites = [Site.objects.create(slug=slug, name=slug.title(), country="FR") for slug in ("lille", "lyon")]
    people = {
        name: Person(
            name=f"{name.title()} Orsel",
            sort_name=name,
            email=f"{name}@orsel.example",
            organisation=partner if name in GUESTS else home,
            unit=None if name in GUESTS else units[number % 2],
            site=None if name in GUESTS else sites[number % 2],
            is_guest=name in GUESTS,
            language="en",
            access_until=now().date() + timedelta(days=-1 if name == "eve" else 30) if name in GUESTS else None,
            is_active=name != "iris",
            is_administrator=name == "root",
        )
        for number, name in enumerate(NAMES)
    }
    Person.objects.bulk_create(people.values())
    return Cast(**people)


def settle(cast: Cast) -> Places:
    """The communities with their memberships; Fred left without a trace in them."""
    places = Places(
        open=Community.objects.create(slug="open", name="Open kitchen", purpose="Cook together."),
        closed=Community.objects.create(slug="closed", name="Closed workshop", purpose="Try.", visibility="closed"),
        secret=Community.objects.create(slug="secret", name="Secret vault", purpose="Keep.", visibility="secret"),
        shared=Community.objects.create(
            slug="shared", name="Shared bridge", purpose="Meet.", visibility="closed", open_to_partners=True
        ),
        elsewhere=Community.objects.create(
            slug="elsewhere", name="Elsewhere", purpose="Meet.", visibility="closed", open_to_partners=True
        ),
    )
    mine = [places.open, places.closed, places.secret, places.shared]
    rows = [Membership(community=place, person=cast.sam, role=Role.STEWARD) for place in (*mine, places.elsewhere)]
    rows += [Membership(community=place, person=getattr(cast, name)) for place in mine for name in MEMBERS]
    rows += [Membership(community=places.shared, person=guest) for guest in (cast.gwen, cast.eve)]
    rows += [Membership(community=places.elsewhere, person=cast.gil)]
    Membership.objects.bulk_create(rows)
    return places


def as_actor(who: Person | str | None) -> Actor:
    """A fresh actor for a person, for ``"system"``, or for nobody: rights are never kept from one request to the next."""
    if isinstance(who, Person):
        return person_actor(Person.objects.get(pk=who.pk))
    return system_actor() if who == "system" else anonymous_actor()
