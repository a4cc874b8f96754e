"""Two hundred practices at three hundred sites: half of all places were asked, with every answer there is."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from random import Random

from django.utils import timezone

from passerelle.communities.models import Community, Membership, Role
from passerelle.contributions.models import Contribution, Placement
from passerelle.exchange.bench.folder import sign_in
from passerelle.kinds.innovation.practice.models import Adoption, Practice
from passerelle.lib.clock import now
from passerelle.people.models import Organisation, Person, Site

SITES, PRACTICES = 300, 200
PORTION = 2_000
COUNTRIES = ("DE", "ES", "FR", "IT", "US")
STAGES = ("in_use", "in_use", "adapting", "considering", "considering", "declined", "dropped")


def find_or_spread(*sizes: int) -> dict[str, str]:
    """Fill an empty database; answers with a session of the community manager and the public id of the community."""
    if not Adoption.objects.exists():
        _spread(*(sizes or (SITES, PRACTICES)))
    place = Community.objects.unscoped("measuring").get(slug="spread")
    return {"session": sign_in(Person.objects.get(email="manager@bench.invalid")), "place": place.pid}


def _spread(sites: int, practices: int) -> None:
    home = Organisation.objects.create(slug="bench", name="Bench", kind=Organisation.Kind.HOME, ready_at=now())
    manager = Person.objects.create(
        name="The manager", sort_name="manager", email="manager@bench.invalid", organisation=home, language="en"
    )
    place = Community.objects.create(slug="spread", name="Practices", purpose="To be taken up.")
    Membership.objects.create(community=place, person=manager, role=Role.STEWARD)
    shops = Site.objects.bulk_create(
        Site(slug=f"shop-{number}", name=f"Shop {number}", country=COUNTRIES[number * len(COUNTRIES) // sites])
        for number in range(sites)
    )
    heads = Contribution.objects.bulk_create(
        Contribution(
            kind_slug="practice", title=f"Practice number {number}", state="current", author=manager, home=place
        )
        for number in range(practices)
    )
    Placement.objects.bulk_create(Placement(contribution=head, community=place) for head in heads)
    details = Practice.objects.bulk_create(Practice(contribution=head, grade="B") for head in heads)
    Adoption.objects.bulk_create(_adoptions(details, shops), batch_size=PORTION)


def _adoptions(practices: list[Practice], sites: list[Site]) -> Iterator[Adoption]:
    random, today = Random(7), timezone.localdate(now())  # noqa: S311  # the same places at every run
    for practice in practices:
        for site in sites:
            if random.random() < 0.5:
                stage, due = random.choice(STAGES), now() + timedelta(days=random.randint(-30, 60))
                used = today if stage in ("in_use", "dropped") else None
                yield Adoption(practice=practice, site=site, stage=stage, offered_on=today, due_at=due, in_use_on=used)
