"""The table of rules that are broken on purpose, as the runner and the house read it."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

TABLE = Path(__file__).with_suffix(".toml")


@dataclass(frozen=True, slots=True)
class Mutation:
    """One change to one file, and the test that must turn red."""

    rule: str
    file: str
    before: str
    after: str
    test: str
    on: str = "sqlite"

    def path(self, root: Path) -> Path:
        """The file in a checkout."""
        return root / "src" / "passerelle" / self.file

    def broken(self, source: str) -> str:
        """The file's text with the change; raises ValueError unless there is exactly one place for it."""
        if source.count(self.before) != 1:
            raise ValueError(f"{self.file}: {source.count(self.before)} places for {self.rule!r}")
        return source.replace(self.before, self.after)


def mutations() -> list[Mutation]:
    """All of the table."""
    return [Mutation(**each) for each in tomllib.loads(TABLE.read_text())["mutation"]]
