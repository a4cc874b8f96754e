"""One world for the whole folder: it is built once, and every test that changes something takes that back."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from cast.people import as_actor, engage, settle
from passerelle.communities.models import Community
from passerelle.contributions import actions
from passerelle.contributions.models import Attachment, Contribution
from passerelle.lib.clock import now
from passerelle.people.models import Person
from passerelle.topics.finding import find_or_create
from visibility import facts, life, readers, rows, specimens
from visibility.facts import Facts
from visibility.oracle import Oracle
from visibility.people import ACTORS, draw_lines, enlist, let_in
from visibility.rows import Case
from visibility.specimens import JUDGED, Specimen

# Beside those of the cast: an open and a secret one that partners share, and one of each that is archived.
MORE = {
    "fair": {"open_to_partners": True},
    "alcove": {"visibility": "secret", "open_to_partners": True},
    "attic": {},
    "loft": {"visibility": "closed"},
    "cellar": {"visibility": "secret"},
}
ARCHIVED = ("attic", "loft", "cellar")


@dataclass(slots=True)
class World:
    """Everybody, every place, a contribution for each case, and the facts as the rule reads them."""

    people: Mapping[str, Person]
    communities: Mapping[str, Community]
    things: Mapping[Case, Contribution]
    facts: Facts
    oracles: dict[str, Oracle]
    shown: list[Contribution] = field(default_factory=list)  # one for each way of being there: they stand for all

    by_pid: dict[str, Specimen] = field(default_factory=dict)
    telling: dict[str, list[Specimen]] = field(default_factory=dict)  # noun → those that stand for all others

    def person(self, actor: str) -> Person | None:
        """Who stands behind a name of ``ACTORS``."""
        name = ACTORS[actor]
        return self.people[name] if name else None


def build() -> World:
    """Make it; call it inside a transaction that is rolled back."""
    cast = engage()
    places = settle(cast)
    communities = {name: getattr(places, name) for name in places.__slots__}
    for slug, policy in MORE.items():
        archived = now() if slug in ARCHIVED else None
        communities[slug] = Community.objects.create(
            slug=slug, name=f"{slug.title()} house", purpose="Meet.", archived_at=archived, **policy
        )
    people = enlist(cast)
    let_in(people, communities)
    topics = find_or_create(["Ovens", "Looms"], "en")
    things = rows.write(communities, people, topics, _picture(people["mia"]))
    draw_lines(communities)
    known = facts.read()
    world = World(people, communities, things, known, _oracles(people, known))
    telling = {each.record.id for each in specimens.telling("thing", world)}
    world.shown = [head for head in things.values() if head.pk in telling]
    life.furnish(people, communities, world.shown)
    world.by_pid = {each.id: each for noun in JUDGED for each in specimens.all_of(noun, known)}
    readers.forget()
    return world


def _oracles(people: Mapping[str, Person], known: Facts) -> dict[str, Oracle]:
    return {actor: Oracle(known, known.people[people[name].pk] if name else None) for actor, name in ACTORS.items()}


def _picture(owner: Person) -> Attachment:
    """A picture that hangs nowhere yet; every other file of the world shows the same bytes."""
    content = io.BytesIO()
    Image.new("RGB", (32, 32), "teal").save(content, "PNG")
    return actions.upload(SimpleUploadedFile("kettle.png", content.getvalue()), by=as_actor(owner))
