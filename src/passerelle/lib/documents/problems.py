"""Why the words of a file cannot be read."""

from __future__ import annotations

from enum import StrEnum


class Problem(StrEnum):
    """The closed list of reasons."""

    ENCRYPTED = "encrypted"
    DAMAGED = "damaged"
    UNSAFE = "unsafe"
    TOO_LARGE = "too_large"
    TOO_LONG = "too_long"
    WORDLESS = "wordless"


class Unreadable(Exception):
    """Raised where a file is found out; says why."""

    def __init__(self, problem: Problem) -> None:
        """For this reason."""
        super().__init__(problem.value)
        self.problem = problem
