"""The files of the repository, as the house rules read them."""

from __future__ import annotations

import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "passerelle"
NOT_OURS = ("/vendor/", "/fonts/", "package-lock.json", "LICENSE")


@cache
def tracked() -> tuple[Path, ...]:
    """Every file git knows or would add, so that made files do not count."""
    listing = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
        text=True,
    )
    return tuple(path for line in listing.stdout.splitlines() if (path := ROOT / line).is_file())


def ours(*suffixes: str) -> list[Path]:
    """Files written here (not third-party bundles), with one of the suffixes."""
    return [path for path in tracked() if path.suffix in suffixes and not any(part in str(path) for part in NOT_OURS)]


def name(path: Path) -> str:
    """A path as messages show it: from the root of the repository."""
    return str(path.relative_to(ROOT))
