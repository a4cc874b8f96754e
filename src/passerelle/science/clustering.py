"""Grouping short texts as they come, so that the same texts in the same order always make the same groups, each step with its reason.

Leader clustering with average linkage: a text joins the group it is most like on average, or begins one. Nothing that was placed is
moved; ``regrouping`` looks at the whole afterwards and proposes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from passerelle.science.texts import Vector, similarity

LIKE_ENOUGH = 0.20  # mean cosine, for TF-IDF alone
COMPARED = 30  # members of a group at most: those nearest its middle
REASONS = 3  # nearest members, and shared words

I = TypeVar("I", bound=Hashable)  # noqa: E741 - an item
G = TypeVar("G", bound=Hashable)


@dataclass(frozen=True)
class Placing(Generic[I, G]):
    """Where a text belongs and why.

    ``group`` None: it is like none of them. ``alike``: mean similarity to the members compared, 0 to 1. ``nearest``: up to three members,
    nearest first. ``words``: up to three words shared, those that weigh most first.
    """

    group: G | None
    alike: float = 0.0
    nearest: tuple[I, ...] = ()
    words: tuple[str, ...] = ()


@dataclass(frozen=True)
class Pins(Generic[I]):
    """What people decided about pairs of texts: they belong together, or apart. It holds whatever the texts say."""

    together: Collection[frozenset[I]] = ()
    apart: Collection[frozenset[I]] = ()


def place(
    item: I,
    vectors: Mapping[I, Vector],
    groups: Mapping[G, Sequence[I]],
    *,
    pins: Pins[I] | None = None,
    like_enough: float = LIKE_ENOUGH,
) -> Placing[I, G]:
    """Find the group a text belongs to, or none; of equal ones the first.

    ``vectors`` holds the item and all members, each of length 1 (``texts.vector_of``). A group that holds a text the item
    was pinned to is its group; one that holds a text it was parted from is not. Source: science.md §3.4, 2 and 3.
    """
    pins = pins or Pins()
    together = {other for pair in pins.together if item in pair for other in pair - {item}}
    apart = {other for pair in pins.apart if item in pair for other in pair - {item}}
    pinned = next((group for group, members in groups.items() if together.intersection(members)), None)
    if pinned is not None:
        return _explain(item, pinned, groups[pinned], vectors)
    found: Placing[I, G] = Placing(None)
    for group, members in groups.items():
        if members and not apart.intersection(members):
            placing = _explain(item, group, members, vectors)
            if placing.alike >= like_enough and placing.alike > found.alike:
                found = placing
    return found


def lead(
    vectors: Mapping[I, Vector], *, pins: Pins[I] | None = None, like_enough: float = LIKE_ENOUGH
) -> dict[I, Placing[I, I]]:
    """Group texts from nothing, in the order of ``vectors``; a group is called after the text it began with."""
    groups: dict[I, list[I]] = {}
    placings: dict[I, Placing[I, I]] = {}
    for item in vectors:
        placing = place(item, vectors, groups, pins=pins, like_enough=like_enough)
        placings[item] = placing if placing.group is not None else Placing(item)
        groups.setdefault(placing.group if placing.group is not None else item, []).append(item)
    return placings


def middle(members: Sequence[I], vectors: Mapping[I, Vector]) -> I:
    """The medoid: the member most like the others, of equal ones the first. Raises ValueError for no members.

    The sum of a text's similarities to all is its similarity to their sum: one look at each word, not at each pair.
    """
    whole: Counter[str] = Counter()
    for member in members:
        whole.update(vectors[member])
    return max(members, key=lambda member: similarity(vectors[member], whole))


def _explain(item: I, group: G, members: Sequence[I], vectors: Mapping[I, Vector]) -> Placing[I, G]:
    compared = _compared(members, vectors)
    own = vectors[item]
    likes = {member: similarity(own, vectors[member]) for member in compared}
    nearest = sorted(compared, key=lambda member: -likes[member])[:REASONS]
    products = {
        word: weight * sum(vectors[member].get(word, 0.0) for member in compared) for word, weight in own.items()
    }
    words = sorted((word for word, product in products.items() if product), key=lambda word: (-products[word], word))
    return Placing(group, sum(likes.values()) / len(likes), tuple(nearest), tuple(words[:REASONS]))


def _compared(members: Sequence[I], vectors: Mapping[I, Vector]) -> Sequence[I]:
    if len(members) <= COMPARED:
        return members
    centre = vectors[middle(members, vectors)]
    return sorted(members, key=lambda member: -similarity(centre, vectors[member]))[:COMPARED]
