"""The one rule every number about a group passes before anybody reads it.

A number is told when it is about at least ``k`` people, at least ``k`` of them contributed to it, and nobody supplies more than half of
it. In a table whose total is told as well, what is withheld must pass the same rule together: else the total less what is
told would be the number of a few. Differences between tables, and in time, are the matter of ``differencing``.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Generic, TypeVar

MINIMUM = 5  # people; an installation may ask for more, never for fewer
MOST_FROM_ONE = 0.5  # of a number, by the person who supplies most of it

K = TypeVar("K", bound=Hashable)
T = TypeVar("T")


class Withheld(Enum):
    """A number that is not told. It has one value, so that nobody learns which part of the rule it met; pages say it in words."""

    TOO_FEW = "too_few"


@dataclass(frozen=True)
class Cell(Generic[T]):
    """A number about a group.

    ``people`` are all it is about, by id; ``given`` says how much of it comes from whom (at least 0, in the unit of the number; people
    who gave nothing may be left out). Raises ValueError when somebody outside the group gives, or gives less than nothing.
    """

    people: frozenset[int]
    given: Mapping[int, float]
    value: T

    def __post_init__(self) -> None:
        if not self.people >= self.given.keys():
            raise ValueError("somebody outside the group contributes to its number")
        if any(amount < 0 for amount in self.given.values()):
            raise ValueError("nobody contributes less than nothing")


@dataclass(frozen=True)
class Publication(Generic[K, T]):
    """What may be told of a table: each cell its value or ``Withheld``, and the total likewise (None where none was asked for)."""

    cells: Mapping[K, T | Withheld]
    total: T | Withheld | None


def publish(cells: Mapping[K, Cell[T]], *, total: Cell[T] | None = None, k: int = MINIMUM) -> Publication[K, T]:
    """Tell of a table what may be told; the cells stand for groups of which nobody is in two.

    People of the total who are in no cell (their unit is not known) count as one more withheld cell. The smallest cells are withheld
    first, equal ones in their order. Raises ValueError for ``k`` below MINIMUM, groups that overlap, or a cell outside its total.
    Source: science.md §1.0 P(k) and §6.7.
    """
    require_threshold(k)
    _require_partition(cells.values(), total)
    hidden = [key for key, cell in cells.items() if not _stands(cell, k)]
    total_is_told = total is not None and _stands(total, k)
    if total is not None and total_is_told:
        hidden = _complete(hidden, cells, total, k)
    told = {key: Withheld.TOO_FEW if key in hidden else cell.value for key, cell in cells.items()}
    return Publication(told, None if total is None else total.value if total_is_told else Withheld.TOO_FEW)


def publish_one(cell: Cell[T], *, k: int = MINIMUM) -> T | Withheld:
    """Tell a number that stands alone. Raises ValueError for ``k`` below MINIMUM."""
    require_threshold(k)
    return cell.value if _stands(cell, k) else Withheld.TOO_FEW


def largest_share(given: Mapping[int, float]) -> float:
    """The part, from 0 to 1, of a number that comes from the person who supplies most of it; 0 for a number of nothing."""
    whole = sum(given.values())
    return max(given.values()) / whole if whole else 0.0


def require_threshold(k: int) -> None:
    """Raise ValueError for a smallest group below MINIMUM: it may be raised, never lowered."""
    if k < MINIMUM:
        raise ValueError(f"a number is told of {MINIMUM} people or more, not of {k}")


def _require_partition(cells: Collection[Cell[T]], total: Cell[T] | None) -> None:
    everybody = frozenset[int]().union(*(cell.people for cell in cells))
    if len(everybody) != sum(len(cell.people) for cell in cells):
        raise ValueError("somebody is in two cells of one table")
    if total is not None and not everybody <= total.people:
        raise ValueError("somebody is in a cell and not in the total")


def _stands(cell: Cell[T], k: int) -> bool:
    return _passes(len(cell.people), cell.given, k)


def _passes(people: int, given: Mapping[int, float], k: int) -> bool:
    contributors = sum(amount > 0 for amount in given.values())
    return people >= k and contributors >= k and largest_share(given) <= MOST_FROM_ONE


def _complete(hidden: Iterable[K], cells: Mapping[K, Cell[T]], total: Cell[T], k: int) -> list[K]:
    """The cells to withhold so that the total less the others tells nothing about a few: two or more, which pass together."""
    chosen = list(hidden)
    seen = [key for key in cells if key not in chosen]
    seen.sort(key=lambda key: len(cells[key].people), reverse=True)
    while seen and not _hides(seen, len(chosen), cells, total, k):
        smallest = min(seen, key=lambda key: len(cells[key].people))
        seen.remove(smallest)
        chosen.append(smallest)
    return chosen


def _hides(seen: Collection[K], withheld: int, cells: Mapping[K, Cell[T]], total: Cell[T], k: int) -> bool:
    rest = total.people.difference(*(cells[key].people for key in seen))
    in_no_cell = total.people.difference(*(cell.people for cell in cells.values()))
    if not withheld and not in_no_cell:
        return True
    given = {person: amount for person, amount in total.given.items() if person in rest}
    return withheld + bool(in_no_cell) >= 2 and _passes(len(rest), given, k)
