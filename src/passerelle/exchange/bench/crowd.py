"""Ten thousand people in one community, and the first thousand in another as well: each has an address and chose nothing."""

from __future__ import annotations

from passerelle.communities.models import Community, Membership, Role
from passerelle.exchange.bench.folder import sign_in
from passerelle.lib.clock import now
from passerelle.people.models import Organisation, Person

SIZES = (10_000, 1_000)
PORTION = 500


def find_or_gather(*sizes: int) -> dict[str, str]:
    """Fill an empty database; answers with a session of the first, who manages both, and the public id of each by its size."""
    if not Person.objects.exists():
        _gather(sizes or SIZES)
    places = Community.objects.unscoped("measuring").values_list("slug", "pid")
    steward = Person.objects.order_by("pk")[0]
    return {"session": sign_in(steward), **{slug.removeprefix("crowd-"): pid for slug, pid in places}}


def _gather(sizes: tuple[int, ...]) -> None:
    home = Organisation.objects.create(slug="bench", name="Bench", kind=Organisation.Kind.HOME, ready_at=now())
    people = Person.objects.bulk_create([_person(number, home) for number in range(sizes[0])], batch_size=PORTION)
    for size in sizes:
        place = Community.objects.create(slug=f"crowd-{size}", name=f"The {size}", purpose="To be told.")
        members = [Membership(community=place, person=person) for person in people[:size]]
        members[0].role = Role.STEWARD
        Membership.objects.bulk_create(members, batch_size=PORTION)


def _person(number: int, home: Organisation) -> Person:
    name = f"Member {number}"
    return Person(
        name=name, sort_name=name.lower(), email=f"member{number}@bench.invalid", organisation=home, language="en"
    )
