"""What reading a table in would do, row by row."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any, Literal


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a row cannot be read in."""

    line: int
    text: str


@dataclass(slots=True)
class Step:
    """One row that can: the model row it makes or changes, and which fields."""

    line: int
    label: str
    row: Any
    fields: list[str] = field(default_factory=list)

    @property
    def change(self) -> Literal["create", "change", "same"]:
        """What happens to it."""
        return "create" if self.row.pk is None else "change" if self.fields else "same"


@dataclass(slots=True)
class Plan:
    """Every row of a table; applied as a whole or not at all."""

    steps: list[Step] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    @property
    def counts(self) -> Counter[str]:
        """How many are made, changed, left as they are."""
        return Counter(step.change for step in self.steps)

    @property
    def is_sound(self) -> bool:
        """Whether it can be applied."""
        return not self.problems

    def refuse(self, line: int, text: str) -> None:
        """Note a problem."""
        self.problems.append(Problem(line, text))

    def add(self, line: int, label: str, row: Any, wanted: dict[str, Any]) -> Step:
        """Set what differs on the row, and note it."""
        changed = [name for name, value in wanted.items() if getattr(row, name) != value]
        for name in changed:
            setattr(row, name, wanted[name])
        step = Step(line, label, row, changed)
        self.steps.append(step)
        return step
