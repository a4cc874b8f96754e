"""An installation for each drill, on SQLite and on PostgreSQL: made once, copied for everyone."""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from itertools import count
from pathlib import Path

import psycopg
import pytest

from drills.installation import Installation, environment
from drills.world import World

AMOUNTS = {name: value for name, value in os.environ.items() if name == "PASSERELLE_TEST_DRILLS"}  # as many as here
ENGINES = ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)]
_numbers = count()


@pytest.fixture(scope="session")
def places(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Places]:
    """Where installations are made; their databases are dropped at the end."""
    places = Places(tmp_path_factory.mktemp("drills"))
    yield places
    places.clear()


@pytest.fixture(params=ENGINES)
def installation(request: pytest.FixtureRequest, places: Places) -> Iterator[Installation]:
    """One of its own, whose processes all end with the drill."""
    made = places.copy(request.param)
    yield made
    made.end()


class Places:
    """Folders and databases."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        # What all copies are made of is shared by the processes of one run; whoever comes first makes it.
        self._shared = folder.parent.parent if "PYTEST_XDIST_WORKER" in os.environ else folder
        self._databases: list[str] = []
        self._made: list[Installation] = []

    def copy(self, engine: str, folder: Path | None = None) -> Installation:
        """A new installation with the same people and conversations as all others."""
        first = self._first(engine)
        folder = folder or self._folder / f"{engine}-{next(_numbers)}"
        shutil.copytree(first.folder, folder, symlinks=True)
        folder.with_suffix(".log").touch()
        return Installation(folder, self.database(first.url.rpartition("/")[2]) if first.url else "", first.world)

    def empty(self, like: Installation) -> Installation:
        """Nothing but a place for what comes back; knows the people of the one it is to be like."""
        folder = self._folder / f"restored-{next(_numbers)}"
        folder.mkdir()
        folder.with_suffix(".log").touch()
        made = Installation(folder, self.database() if like.url else "", like.world)
        self._made.append(made)
        return made

    def database(self, template: str = "template0") -> str:
        """The address of a new PostgreSQL database."""
        name = f"drill_{os.getpid()}_{next(_numbers)}"
        self._execute(f"CREATE DATABASE {name} TEMPLATE {template}")
        self._databases.append(name)
        return os.environ["PASSERELLE_TEST_POSTGRES"].rpartition("/")[0] + f"/{name}"

    def clear(self) -> None:
        """Drop the databases."""
        for made in self._made:
            made.end()
        for name in self._databases:
            self._execute(f"DROP DATABASE {name} WITH (FORCE)")

    def _execute(self, statement: str) -> None:
        with closing(psycopg.connect(os.environ["PASSERELLE_TEST_POSTGRES"], autocommit=True)) as connection:
            connection.execute(statement.encode())

    def _first(self, engine: str) -> Installation:
        said = self._shared / f"{engine}.json"
        with (self._shared / f"{engine}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not said.exists():
                said.write_text(json.dumps(self._found(engine)))
        found = json.loads(said.read_text())
        return Installation(self._shared / engine, found["url"], World(**found["world"]))

    def _found(self, engine: str) -> dict[str, object]:
        folder, url = self._shared / engine, "" if engine == "sqlite" else self.database()
        self._databases = [name for name in self._databases if not url.endswith(name)]  # others may copy it later
        folder.mkdir()
        static = self._shared / "static"  # the same files for all: collecting them takes seconds
        static.mkdir(exist_ok=True)
        (folder / "static").symlink_to(static)
        done = subprocess.run(
            [sys.executable, "-m", "drills.founding"],
            env=environment(folder, url, DJANGO_SETTINGS_MODULE="passerelle.settings", **AMOUNTS),
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, done.stderr
        return {"url": url, "world": json.loads(done.stdout)}
