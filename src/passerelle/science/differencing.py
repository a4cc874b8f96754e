"""No number by subtraction: whether one more group may be told about, after those that were told already.

Everybody who has two figures can subtract them: of this month's group and last month's, of "all" and "all but the night shift".
So a group is refused when it differs from an earlier one by a few people, and when any sum and difference of all the figures
together would be the figure of a few.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from passerelle.science.publication import MINIMUM, require_threshold

TRIED = 20_000  # combinations of small pieces; where there are more, nobody can say that it is safe
PRIME = 2**61 - 1  # the system is solved in remainders of it: as whole as fractions, and they do not grow
SPREAD = 1_234_567_890_123_456_789


def may_release(people: frozenset[int], earlier: Collection[frozenset[int]], *, k: int = MINIMUM) -> bool:
    """Whether a figure about ``people`` may follow figures of the same kind about the ``earlier`` groups (ids; any number, any order).

    True when the group has ``k`` people or more, each difference with an earlier group is empty or of ``k`` or more people in both
    directions, and ``tells_of_few`` says no. The same group again is always allowed. Raises ValueError for ``k`` below MINIMUM.
    Source: science.md §1.0 P(k) (v), §5.5 and §6.7.
    """
    require_threshold(k)
    if people in earlier:
        return True
    sizes = [len(people), *(size for group in earlier for size in (len(people - group), len(group - people)))]
    return (
        len(people) >= k and all(size == 0 or size >= k for size in sizes) and not tells_of_few([*earlier, people], k=k)
    )


def tells_of_few(groups: Collection[frozenset[int]], *, k: int = MINIMUM) -> bool:
    """Whether sums and differences of the figures of these groups give the sum over some 1 to ``k`` - 1 people.

    People who are always in the same groups form a piece; a union of pieces is known when every change of the pieces that no figure
    shows (the null space of the system) leaves the union as it is. Solved in whole numbers, so that no rounding decides. Answers True as
    well when there are too many small pieces to try (more than TRIED unions). Raises ValueError for ``k`` below MINIMUM.
    """
    require_threshold(k)
    pieces = _pieces([group for group in groups if group])
    changes = _unseen_changes(list(zip(*pieces, strict=True)), len(pieces))
    few = [(size, change) for size, change in zip(pieces.values(), changes, strict=True) if size < k]
    return _some_union_is_known(few, k - 1)


def _pieces(groups: Sequence[frozenset[int]]) -> dict[tuple[bool, ...], int]:
    """How many people there are for each answer to "in which of the groups?"."""
    pieces: dict[tuple[bool, ...], int] = {}
    for person in sorted(frozenset[int]().union(*groups)):
        where = tuple(person in group for group in groups)
        pieces[where] = pieces.get(where, 0) + 1
    return pieces


def _unseen_changes(rows: Sequence[Sequence[bool]], columns: int) -> list[int]:
    """For each piece its part in a change that no figure shows, one in which all such changes are mixed.

    What this one leaves as it is, all leave; that two of them cancel out by chance happens once in 10^18 and only withholds.
    """
    reduced = _reduce([[int(value) for value in row] for row in rows], columns)
    mixed = {column: pow(SPREAD, column + 1, PRIME) for column in range(columns) if column not in reduced}
    return [
        mixed[column] if column in mixed else -sum(reduced[column][free] * part for free, part in mixed.items()) % PRIME
        for column in range(columns)
    ]


def _reduce(rows: list[list[int]], columns: int) -> dict[int, list[int]]:
    """The reduced rows by the column each begins with (Gauss and Jordan)."""
    reduced: dict[int, list[int]] = {}
    for column in range(columns):
        pivot = next((row for row in rows if row[column]), None)
        if pivot is None:
            continue
        rows.remove(pivot)
        inverse = pow(pivot[column], -1, PRIME)
        pivot = [value * inverse % PRIME for value in pivot]
        rows = [_without(row, pivot, column) for row in rows]
        reduced = {begin: _without(row, pivot, column) for begin, row in reduced.items()}
        reduced[column] = pivot
    return reduced


def _without(row: list[int], pivot: list[int], column: int) -> list[int]:
    part = row[column]
    return [(value - part * taken) % PRIME for value, taken in zip(row, pivot, strict=True)] if part else row


def _some_union_is_known(pieces: Sequence[tuple[int, int]], most: int) -> bool:
    waiting, tried = [(0, most, 0)], 0
    while waiting:
        begin, room, so_far = waiting.pop()
        for index in range(begin, len(pieces)):
            size, change = pieces[index]
            if size <= room:
                together = (so_far + change) % PRIME
                tried += 1
                if together == 0 or tried > TRIED:
                    return True
                waiting.append((index + 1, room - size, together))
    return False
