"""A second look at groups that grew text by text: where the whole, seen at once, would be cut otherwise.

It only proposes; people confirm. Alone in this package it needs numpy: import it where a job runs, not where a page is made.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import comb
from typing import Generic, TypeVar

import numpy as np
import numpy.typing as npt

from passerelle.science.clustering import LIKE_ENOUGH, Pins
from passerelle.science.texts import Vector

AGREES = 0.8  # adjusted Rand: from here on the groups are left in peace, unless one falls apart

I = TypeVar("I", bound=Hashable)  # noqa: E741 - an item
G = TypeVar("G", bound=Hashable)
Likeness = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Merge(Generic[G]):
    """Groups that would be one: most of each lies in the same new group."""

    groups: tuple[G, ...]


@dataclass(frozen=True)
class Split(Generic[G, I]):
    """A group that would be several; ``parts`` of two or more members, the one that keeps the group's name first."""

    group: G
    parts: tuple[tuple[I, ...], ...]


@dataclass(frozen=True)
class Audit(Generic[G, I]):
    """How far both views agree (adjusted Rand, 1: wholly, 0: as by chance), and what to ask people."""

    agreement: float
    merges: tuple[Merge[G], ...] = ()
    splits: tuple[Split[G, I], ...] = ()


def audit(
    groups: Mapping[G, Sequence[I]],
    vectors: Mapping[I, Vector],
    *,
    pins: Pins[I] | None = None,
    like_enough: float = LIKE_ENOUGH,
) -> Audit[G, I]:
    """Compare groups with those average linkage makes of all their members at once; propose only where they disagree.

    ``vectors`` holds every member. Raises ValueError for pins that contradict each other. Source: science.md §3.4, 4.
    """
    members = {item: vectors[item] for items in groups.values() for item in items}
    fresh = agglomerate(members, pins=pins, like_enough=like_enough)
    agreement = adjusted_rand(list(groups.values()), fresh)
    where = {item: index for index, each in enumerate(fresh) for item in each}
    names = keep_names(groups, fresh)
    splits = tuple(found for group, items in groups.items() if (found := _split(group, items, names, where)))
    if agreement >= AGREES and not splits:
        return Audit(agreement)
    return Audit(agreement, tuple(_merges(groups, fresh)), splits)


def agglomerate(
    vectors: Mapping[I, Vector], *, pins: Pins[I] | None = None, like_enough: float = LIKE_ENOUGH
) -> list[list[I]]:
    """Average-linkage agglomeration down to a mean similarity of ``like_enough``; groups and members in the order of ``vectors``.

    What was pinned together begins as one group, what was pinned apart never joins. Time grows with the square of the number of
    texts. Raises ValueError for pins that contradict each other.
    """
    items = list(vectors)
    clusters, likeness = _begin(items, _likenesses(list(vectors.values())), pins or Pins())
    best = likeness.max(axis=1, initial=-np.inf)
    while len(items) > 1 and best.max(initial=-np.inf) >= like_enough:
        one = int(best.argmax())
        other = int(likeness[one].argmax())
        _join(min(one, other), max(one, other), clusters, likeness, best)
    order = {item: place for place, item in enumerate(items)}
    return sorted(
        (sorted(cluster, key=order.__getitem__) for cluster in clusters if cluster),
        key=lambda cluster: order[cluster[0]],
    )


def adjusted_rand(one: Sequence[Sequence[I]], other: Sequence[Sequence[I]]) -> float:
    """How far two partitions of the same items agree, corrected for chance: 1 for equal ones, about 0 for unrelated ones.

    Raises KeyError for an item the second does not hold. Source: Hubert & Arabie 1985.
    """
    second = {item: index for index, items in enumerate(other) for item in items}
    both = Counter((index, second[item]) for index, items in enumerate(one) for item in items)
    pairs = sum(comb(count, 2) for count in both.values())
    firsts, seconds = (sum(comb(len(items), 2) for items in groups) for groups in (one, other))
    every = comb(sum(len(items) for items in one), 2)
    chance = firsts * seconds / every if every else 0.0
    most = (firsts + seconds) / 2
    return 1.0 if most == chance else (pairs - chance) / (most - chance)


def keep_names(groups: Mapping[G, Iterable[I]], fresh: Sequence[Iterable[I]]) -> list[G | None]:
    """Which new group goes on under which old name: the pair that overlaps most (Jaccard) first, each name once; None: a new one."""
    old, new = {group: set(items) for group, items in groups.items()}, [set(items) for items in fresh]
    where = {item: index for index, each in enumerate(new) for item in each}
    shared = Counter(
        (place, where[item]) for place, items in enumerate(old.values()) for item in items if item in where
    )
    sizes = [len(items) for items in old.values()]
    overlaps = [
        (-both / (sizes[place] + len(new[index]) - both), place, index) for (place, index), both in shared.items()
    ]
    names, kept, given = list(old), dict[int, int](), set[int]()
    for _, place, index in sorted(overlaps):
        if index not in kept and place not in given:
            kept[index] = place
            given.add(place)
    return [names[kept[index]] if index in kept else None for index in range(len(new))]


def _split(group: G, items: Sequence[I], names: Sequence[G | None], where: Mapping[I, int]) -> Split[G, I] | None:
    """A part of one is a stray and not worth a question."""
    parts: dict[int, list[I]] = {}
    for item in items:
        parts.setdefault(where[item], []).append(item)
    several = sorted(
        ((names[index] != group, tuple(part)) for index, part in sorted(parts.items()) if len(part) > 1),
        key=lambda part: (part[0], -len(part[1])),
    )
    return Split(group, tuple(part for _, part in several)) if len(several) > 1 else None


def _merges(groups: Mapping[G, Sequence[I]], fresh: Sequence[Sequence[I]]) -> Iterable[Merge[G]]:
    homes: dict[I, list[G]] = {}
    for group, items in groups.items():
        for item in set(items):
            homes.setdefault(item, []).append(group)
    order = {group: place for place, group in enumerate(groups)}
    for each in fresh:
        inside = Counter(group for item in set(each) for group in homes.get(item, ()))
        most = tuple(
            sorted((group for group, count in inside.items() if 2 * count > len(groups[group])), key=order.__getitem__)
        )
        if len(most) > 1:
            yield Merge(most)


def _likenesses(vectors: Sequence[Vector]) -> Likeness:
    """The cosines of all pairs, word by word, so that only texts which share one cost anything; -inf on the diagonal."""
    likeness = np.zeros((len(vectors), len(vectors)))
    holders: dict[str, list[int]] = {}
    for index, vector in enumerate(vectors):
        for word in vector:
            holders.setdefault(word, []).append(index)
    for word, indices in holders.items():
        weights = np.array([vectors[index][word] for index in indices])
        likeness[np.ix_(indices, indices)] += np.outer(weights, weights)
    np.fill_diagonal(likeness, -np.inf)
    return likeness


def _begin(items: Sequence[I], likeness: Likeness, pins: Pins[I]) -> tuple[list[list[I]], Likeness]:
    """Each text a group of its own; then what people decided. Minus infinity stays so in every average: parted stays parted."""
    index = {item: place for place, item in enumerate(items)}
    clusters = [[item] for item in items]
    for one, other in _pairs(pins.apart, index):
        likeness[one, other] = likeness[other, one] = -np.inf
    where = list(range(len(items)))
    best = likeness.max(axis=1, initial=-np.inf)
    for one, other in _pairs(pins.together, index):
        first, second = sorted((where[one], where[other]))
        if first != second:
            if likeness[first, second] == -np.inf:
                raise ValueError("texts are pinned together and apart")
            _join(first, second, clusters, likeness, best)
            where = [first if place == second else place for place in where]
    return clusters, likeness


def _pairs(pins: Iterable[frozenset[I]], index: Mapping[I, int]) -> list[tuple[int, int]]:
    """Pins as pairs of places, those of texts that are gone left out."""
    known = (sorted(index[item] for item in pair) for pair in pins if all(item in index for item in pair))
    return sorted((places[0], places[1]) for places in known if len(places) == 2)


def _join(one: int, other: int, clusters: list[list[I]], likeness: Likeness, best: npt.NDArray[np.float64]) -> None:
    """Make one group of two, with its mean likeness to each of the others (Lance & Williams)."""
    sizes = len(clusters[one]), len(clusters[other])
    mean = (sizes[0] * likeness[one] + sizes[1] * likeness[other]) / sum(sizes)
    mean[[one, other]] = -np.inf
    stale = np.flatnonzero(np.isfinite(best) & ((best == likeness[one]) | (best == likeness[other])))
    likeness[one], likeness[:, one] = mean, mean
    likeness[other], likeness[:, other] = -np.inf, -np.inf
    clusters[one] += clusters[other]
    clusters[other] = []
    np.maximum(best, mean, out=best)
    for row in {*stale.tolist(), one, other}:
        best[row] = likeness[row].max()
