"""An installation for each drill, on SQLite and on PostgreSQL: made once, copied for everyone."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from functools import cache
from itertools import count
from pathlib import Path

import psycopg
import pytest

from drills.installation import Installation, environment
from drills.world import World

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
        self._databases: list[str] = []
        self._first = cache(self._found)

    def copy(self, engine: str, folder: Path | None = None) -> Installation:
        """A new installation with the same people and conversations as all others."""
        first = self._first(engine)
        folder = folder or self._folder / f"{engine}-{next(_numbers)}"
        shutil.copytree(first.folder, folder, symlinks=True)
        folder.with_suffix(".log").touch()
        return Installation(folder, self.database(first.url.rpartition("/")[2]) if first.url else "", first.world)

    def database(self, template: str = "template0") -> str:
        """The address of a new PostgreSQL database."""
        name = f"drill_{os.getpid()}_{next(_numbers)}"
        self._execute(f"CREATE DATABASE {name} TEMPLATE {template}")
        self._databases.append(name)
        return os.environ["PASSERELLE_TEST_POSTGRES"].rpartition("/")[0] + f"/{name}"

    def clear(self) -> None:
        """Drop the databases."""
        for name in self._databases:
            self._execute(f"DROP DATABASE {name} WITH (FORCE)")

    def _execute(self, statement: str) -> None:
        with closing(psycopg.connect(os.environ["PASSERELLE_TEST_POSTGRES"], autocommit=True)) as connection:
            connection.execute(statement.encode())

    def _found(self, engine: str) -> Installation:
        folder, url = self._folder / engine, "" if engine == "sqlite" else self.database()
        folder.mkdir()
        static = self._folder / "static"  # the same files for all: collecting them takes seconds
        static.mkdir(exist_ok=True)
        (folder / "static").symlink_to(static)
        done = subprocess.run(
            [sys.executable, "-m", "drills.founding"],
            env=environment(folder, url, DJANGO_SETTINGS_MODULE="passerelle.settings"),
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, done.stderr
        return Installation(folder, url, World(**json.loads(done.stdout)))
