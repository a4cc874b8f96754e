"""What Passerelle takes for a cause, as it asks those who can say so: with the words both have, as they stand there today."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from passerelle.contributions.models import Contribution, Standing
from passerelle.journal.actor import Actor
from passerelle.search.telling import telling
from passerelle.trail import rules
from passerelle.trail.reading.near import Tie

COLUMNS = ("pk", "title", "body__excerpt", "language")
MOST_WORDS = 4


class Text(NamedTuple):
    """A contribution as what it says."""

    id: int
    title: str
    excerpt: str | None
    language: str

    def told(self) -> tuple[tuple[str, ...], Mapping[str, str]]:
        """The stems that tell what it is about, and how each is spelled."""
        return telling(f"{self.title} {self.excerpt or ''}", self.language)


@dataclass(frozen=True, slots=True)
class Guess:
    """A cause nobody has confirmed, and why it may be one."""

    tie: Tie
    words: tuple[str, ...]


def guesses(actor: Actor, near: Mapping[int, Sequence[Tie]]) -> dict[int, list[Guess]]:
    """Contribution → what is asked of this reader, who answers for it. Where nothing is asked it costs nothing."""
    asked = {pk: [tie for tie in ties if tie.is_guess and tie.is_back] for pk, ties in near.items()}
    asked = _of_mine(actor, {pk: ties for pk, ties in asked.items() if ties})
    texts = _texts(actor, {*asked, *(tie.node.id for ties in asked.values() for tie in ties)}) if asked else {}
    return {
        pk: [Guess(tie, _shared(texts[pk], texts[tie.node.id])) for tie in ties if tie.node.id in texts]
        for pk, ties in asked.items()
        if pk in texts
    }


def _of_mine(actor: Actor, asked: dict[int, list[Tie]]) -> dict[int, list[Tie]]:
    """Of what the actor answers for, where one may still write."""
    if not asked:
        return {}
    heads = Contribution.objects.visible_to(actor).filter(pk__in=asked, home__archived_at=None).select_related("home")
    mine = rules.answering(actor, heads)
    return {pk: ties for pk, ties in asked.items() if pk in mine}


def _texts(actor: Actor, ids: Collection[int]) -> dict[int, Text]:
    seen = Contribution.objects.visible_to(actor).filter(pk__in=ids, standing=Standing.PUBLISHED)
    return {row[0]: Text(*row) for row in seen.values_list(*COLUMNS)}


def _shared(later: Text, earlier: Text) -> tuple[str, ...]:
    """In the order and the spelling of the later."""
    (stems, spelled), there = later.told(), set(earlier.told()[0])
    return tuple(spelled[stem] for stem in dict.fromkeys(stems) if stem in there)[:MOST_WORDS]
