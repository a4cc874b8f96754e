"""The demo organisation and an empty installation, made once by the command line for everybody who needs a copy."""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

SOURCE = Path(__file__).parents[1] / "src"


def environment(**settings: str) -> dict[str, str]:
    """What a process of a new installation sees: nothing of this test session."""
    ours = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("PASSERELLE_", "DJANGO_")) and name not in {"DATABASE_URL", "REDIS_URL"}
    }
    return {**ours, "PYTHONPATH": str(SOURCE), **settings}


def command(*arguments: object) -> list[str]:
    """How a process of ours is called."""
    return [sys.executable, "-m", "passerelle", *map(str, arguments)]


def shared_folder(temporary: pytest.TempPathFactory) -> Path:
    """A folder for what the processes of one run share: bin/test names one for all its parts."""
    if "PASSERELLE_TEST_SHARED" in os.environ:
        return Path(os.environ["PASSERELLE_TEST_SHARED"])
    own = temporary.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


def copy_demo(shared: Path, folder: Path) -> dict[str, Any]:
    """Put the demo, as it was told, into a folder that is not there; returns what ``demo`` said."""
    return _copy(shared, folder, "demo", "--no-serve")


def copy_migrated(shared: Path, folder: Path) -> dict[str, Any]:
    """Put an installation that is migrated and empty into a folder that is not there; returns what ``migrate`` said."""
    return _copy(shared, folder, "migrate")


def _copy(shared: Path, folder: Path, name: str, *options: str) -> dict[str, Any]:
    """What a command makes of an empty folder; who comes first runs it."""
    made, said = shared / name, shared / f"{name}.json"
    with (shared / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not said.exists():
            arguments = command(name, *options, "--json", "--data", made)
            done = subprocess.run(arguments, env=environment(), cwd=shared, capture_output=True, text=True, check=False)
            assert done.returncode == 0, done.stderr
            said.write_text(done.stdout.splitlines()[-1])
    shutil.copytree(made, folder)
    found: dict[str, Any] = json.loads(said.read_text())
    return found
