"""A thousand people, fifty communities, five thousand contributions, fifty thousand replies, through the importer's bulk verbs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from itertools import islice
from random import Random

from passerelle.communities.actions.imported import import_community
from passerelle.communities.models import Community
from passerelle.contributions.actions.imported import ImportedText, import_texts
from passerelle.contributions.kinds import get_kind
from passerelle.exchange.bench import words
from passerelle.journal.actor import Via, system_actor
from passerelle.lib.clock import now
from passerelle.lib.ids import derived_public_id
from passerelle.lib.progress import Progress, unheard
from passerelle.people.actions.imported import ImportedPerson, import_people
from passerelle.people.models import Organisation, Person
from passerelle.search.rebuilding import rebuild

BEGIN = datetime(2025, 1, 1, 8, tzinfo=UTC)
PORTION = 500


@dataclass(frozen=True, slots=True)
class Size:
    """How much of each; every ``long_every``-th conversation has 25 replies."""

    people: int = 1_000
    communities: int = 50
    contributions: int = 5_000
    replies: int = 50_000
    memberships_each: int = 10
    long_every: int = 50
    kind: str = "update"


def populate(size: Size, progress: Progress = unheard) -> None:
    """Fill an empty database and its search index; ``progress`` hears how many texts of all are written."""
    random, actor = Random(7), system_actor(Via.IMPORT)  # noqa: S311  # the same texts at every run
    Organisation.objects.create(
        slug="bench", name="Bench", kind=Organisation.Kind.HOME, languages=["en"], ready_at=now()
    )
    newcomers = [
        ImportedPerson(public_id("person", n), f"{words.title(random)[:40]} {n}", BEGIN) for n in range(size.people)
    ]
    people = import_people(newcomers, by=actor)
    # They are to sign in like anybody else, so that nothing is lighter for them.
    Person.objects.filter(pk__in=[one.pk for one in people]).update(is_imported=False, language="en")
    communities = _communities(size, people)
    texts, total, done = _texts(size, people, communities, random), size.contributions + size.replies, 0
    while portion := list(islice(texts, PORTION)):
        import_texts(portion, kind_slug=size.kind, by=actor)
        done += len(portion)
        progress(done, total)
    rebuild()


def public_id(noun: str, number: int) -> str:
    """The public id something has at every run."""
    return derived_public_id(sha256(f"bench {noun} {number}".encode()).digest())


def replies_of(number: int, size: Size) -> int:
    """How many replies a conversation has: 25 for some, what remains in even parts for the others."""
    if number % size.long_every == 0:
        return 25
    long = -(-size.contributions // size.long_every)
    rest, others = size.replies - 25 * long, size.contributions - long
    place = number - number // size.long_every - 1
    return rest * (place + 1) // others - rest * place // others


def _communities(size: Size, people: list[Person]) -> list[Community]:
    parent = Community.objects.create(name="Bench", slug="bench", purpose="Everything that is measured.")
    members: list[dict[int, datetime]] = [{} for _ in range(size.communities)]
    for number, person in enumerate(people):
        for turn in range(min(size.memberships_each, size.communities)):
            members[(number * 7 + turn * 11) % size.communities][person.pk] = BEGIN
    return [
        import_community(
            public_id("community", number),
            name=f"Community {number}",
            purpose="People who share something.",
            parent=parent,
            since=BEGIN,
            members=joined,
            by=system_actor(Via.IMPORT),
        )[0]
        for number, joined in enumerate(members)
    ]


def _texts(size: Size, people: list[Person], communities: list[Community], random: Random) -> Iterator[ImportedText]:
    """Each conversation with its replies, oldest first."""
    details = get_kind(size.kind).details
    step, at = timedelta(days=540) / (size.contributions + size.replies), BEGIN
    for number in range(size.contributions):
        conversation, title = public_id("conversation", number), words.title(random)
        community = communities[number % size.communities].pk
        for place in range(1 + replies_of(number, size)):
            at += step
            yield ImportedText(
                pid=public_id(f"text {number}", place),
                conversation=conversation,
                title=title,
                community_id=community,
                author_id=random.choice(people).pk,
                at=at,
                source=words.text(random),
                details=details() if details else None,
            )
