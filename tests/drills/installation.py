"""An installation on a data folder and a database of its own, and the processes a drill starts on it."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg
import pysqlite3 as sqlite3  # the one Passerelle runs on: an older one may damage a file others write to

from cast.waiting import eventually
from drills.world import World
from house.repository import ROOT

PATIENCE = 60.0


@dataclass(slots=True)
class Running:
    """A process that serves or works."""

    process: subprocess.Popen[bytes]
    log: Path
    port: int = 0

    def kill(self) -> None:
        """As a power cut does: no signal handler, no clean end."""
        self.process.kill()
        self.process.wait()

    def stop(self) -> int:
        """As an administrator does; returns the exit code. Whoever does not end says where its threads stand."""
        self.process.send_signal(signal.SIGTERM)
        try:
            return self.process.wait(60)
        except subprocess.TimeoutExpired:
            self.process.send_signal(signal.SIGABRT)
            self.process.wait()
            raise AssertionError(self.log.read_text()) from None


@dataclass(slots=True)
class Installation:
    """One data folder; ``url`` is empty for SQLite."""

    folder: Path
    url: str
    world: World
    _started: list[Running] = field(default_factory=list)

    @property
    def database(self) -> Path:
        """The SQLite file."""
        return self.folder / "passerelle.sqlite3"

    @property
    def said(self) -> str:
        """What all processes said on stderr so far."""
        return self.folder.with_suffix(".log").read_text()

    def environment(self, **settings: str) -> dict[str, str]:
        """What a process of this installation sees: nothing of the test session."""
        return environment(self.folder, self.url, **settings)

    def run(self, *arguments: object, **settings: str) -> subprocess.CompletedProcess[str]:
        """A command to its end."""
        command = [sys.executable, "-m", "passerelle", *map(str, arguments)]
        return subprocess.run(command, env=self.environment(**settings), capture_output=True, text=True, timeout=300)

    def serve(self, **settings: str) -> Running:
        """``passerelle serve``, ready to answer."""
        port = free_port()
        running = self._start("serve", "--port", str(port), **settings)
        running.port = port
        self._await_line(running, b"Passerelle is at")
        return running

    def work(self, **settings: str) -> Running:
        """``passerelle worker``, running jobs."""
        running = self._start("worker", **settings)
        self._await_line(running, b"Running jobs.")
        return running

    def _start(self, *arguments: str, **settings: str) -> Running:
        path = self.folder.with_suffix(".log")
        with path.open("ab") as log:
            process = subprocess.Popen(
                [sys.executable, "-m", "passerelle", *arguments],
                env=self.environment(**settings),
                stdout=subprocess.PIPE,
                stderr=log,
            )
        self._started.append(Running(process, path))
        return self._started[-1]

    def _await_line(self, running: Running, words: bytes) -> None:
        assert running.process.stdout is not None
        line = running.process.stdout.readline()
        assert line.startswith(words), self.said

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """What the database says, asked without Passerelle."""
        if self.url:
            with closing(psycopg.connect(self.url, autocommit=True)) as connection:
                return connection.execute(query.encode()).fetchall()
        with closing(sqlite3.connect(self.database, timeout=20)) as connection:
            return connection.execute(query).fetchall()

    def change(self, statement: str) -> None:
        """Change rows by hand."""
        if self.url:
            with closing(psycopg.connect(self.url, autocommit=True)) as connection:
                connection.execute(statement.encode())
            return
        with closing(sqlite3.connect(self.database, timeout=20)) as connection, connection:
            connection.execute(statement)

    def one(self, query: str) -> Any:
        """The first value."""
        return self.rows(query)[0][0]

    def broken(self) -> list[object]:
        """What the database itself finds wrong; PostgreSQL first ends what the dead process left open."""
        if self.url:
            name = self.url.rpartition("/")[2]
            eventually(
                lambda: self.one(f"SELECT count(*) FROM pg_stat_activity WHERE datname = '{name}'") == 1,
            )
            return []
        found = [row for row in self.rows("PRAGMA integrity_check") if row != ("ok",)]
        return [*found, *self.rows("PRAGMA foreign_key_check")]

    def let_leases_run_out(self) -> None:
        """A minute passes for the jobs of whoever was killed."""
        self.change("UPDATE work_job SET lease_until = '2020-01-01 00:00:00' WHERE lease_until IS NOT NULL")

    def end(self) -> None:
        """Leave no process behind."""
        for running in self._started:
            running.kill()
            if running.process.stdout is not None:
                running.process.stdout.close()


def environment(folder: Path, url: str, **settings: str) -> dict[str, str]:
    """The variables of an installation's processes."""
    plain = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("PASSERELLE_", "DJANGO_")) and name not in {"DATABASE_URL", "REDIS_URL"}
    }
    ours = {
        "PASSERELLE_DATA": str(folder),
        "PYTHONFAULTHANDLER": "1",
        "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT / 'tests'}",
    }
    return {**plain, **ours, **({"DATABASE_URL": url} if url else {}), **settings}


def free_port() -> int:
    """A port nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])
