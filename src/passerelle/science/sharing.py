"""Places that were compared with the same: they bear its luck together, and tell less than as many that each have another."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

from passerelle.science.lift import Lift

NEARLY = 0.99  # of its variance at most comes from what a place is compared with, so that none weighs without end


def beside_the_same(lifts: Sequence[Lift]) -> list[list[Lift]]:
    """Those that were compared with the same together; each other alone."""
    groups: dict[Hashable, list[Lift]] = {}
    for number, lift in enumerate(lifts):
        groups.setdefault((lift.beside,) if lift.beside is not None else number, []).append(lift)
    return list(groups.values())


@dataclass(frozen=True)
class Group:
    """What a group adds to the sums of generalised least squares.

    Its covariance is ``diag(d) + c``, ``c`` being the variance that all of it bear, and ``d`` the rest of each with ``tau2``.
    The inverse is ``diag(p) - c p p' / (1 + c sum p)`` with ``p = 1/d`` (Sherman and Morrison 1950); for a place alone ``c`` is nothing.
    """

    lifts: Sequence[Lift]
    precisions: Sequence[float]
    shared: float  # c
    damped: float  # 1 + c sum p

    @classmethod
    def of(cls, lifts: Sequence[Lift], tau2: float) -> Group:
        """The group of these places, which differ from others by ``tau2``."""
        shared = min(lifts[0].v_beside, NEARLY * min(lift.v for lift in lifts)) if len(lifts) > 1 else 0.0
        precisions = [1 / (lift.v - shared + tau2) for lift in lifts]
        return cls(lifts, precisions, shared, 1 + shared * sum(precisions))

    @property
    def weight(self) -> float:
        """1' W 1."""
        return sum(self.precisions) / self.damped

    @property
    def sum(self) -> float:
        """1' W y."""
        return sum(p * lift.y for p, lift in zip(self.precisions, self.lifts, strict=True)) / self.damped

    @property
    def trace(self) -> float:
        """The trace of W."""
        return sum(self.precisions) - self.shared * self._squared / self.damped

    @property
    def squares(self) -> float:
        """1' W W 1."""
        return self._squared / self.damped**2

    @property
    def _squared(self) -> float:
        return sum(p * p for p in self.precisions)

    def spread(self, mean: float) -> float:
        """(y - mean)' W (y - mean)."""
        off = [lift.y - mean for lift in self.lifts]
        apart = sum(p * one * one for p, one in zip(self.precisions, off, strict=True))
        together = sum(p * one for p, one in zip(self.precisions, off, strict=True))
        return apart - self.shared * together * together / self.damped
