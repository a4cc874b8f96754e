"""No room, or a database that takes no writes: people are told, reading goes on, and so does everything once there is room."""

from __future__ import annotations

import json
import resource
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

import psycopg
import pytest

from cast.waiting import eventually
from drills import truths
from drills.installation import Installation, Running
from drills.uploads import upload
from drills.writes import Answer, Write, ask, send_all

FILE = "linen,7\n" * 4096
QUEUED = {"PASSERELLE_JOBS_IN_PROCESS": "false"}


def test_it_says_so_and_goes_on_by_itself(installation):
    """No file of the server may grow, and PostgreSQL takes no writes: what a full disk and a lost primary do."""
    server = installation.serve()
    assert reply(installation, server, "before").status == 302
    eventually(lambda: installation.one("SELECT count(*) FROM work_job") == 0)
    before, files = rows(installation), stored(installation.folder)
    with no_room(installation, server):
        refused = reply(installation, server, "meanwhile")
        assert (refused.status, refused.headers.get("retry-after")) == (503, "60")
        assert b"Nothing was changed." in refused.body
        told = upload(installation, server, FILE)
        assert (told.status, json.loads(told.body)["error"].partition(".")[0]) == (
            503,
            "This is not possible right now",
        )
        assert read(installation, server).status == 200
        assert (rows(installation), stored(installation.folder)) == (before, files)
    assert reply(installation, server, "meanwhile").status == 302
    assert upload(installation, server, FILE).status == 201
    assert truths.texts(installation)["meanwhile"] == 1
    eventually(lambda: installation.one("SELECT count(*) FROM work_job") == 0)
    assert server.stop() == 0
    assert (installation.broken(), truths.half_done(installation)) == ([], {})


@pytest.fixture
def small(places, tmp_path) -> Iterator[Installation]:
    """An installation on a file system of eight megabytes; only root can make one."""
    place = tmp_path / "small"
    place.mkdir()
    made = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", place], capture_output=True, check=False)
    if made.returncode:
        pytest.skip("mounting a small file system takes root; the drill above needs none")
    try:
        installation = places.copy("sqlite", place / "var")
        yield installation
        installation.end()
    finally:
        subprocess.run(["umount", "--lazy", place], check=True)


def test_a_disk_that_is_really_full(small):
    """SQLite uses up what it had reserved; then every write is refused whole, those before it are there."""
    server = small.serve(**QUEUED)
    filler = small.folder.parent / "filler"
    fill(filler)
    kept = []
    while (answer := reply(small, server, f"text {len(kept)}")).status == 302:
        kept.append(f"text {len(kept)}")
        assert len(kept) < 2_000
    assert answer.status == 503
    assert upload(small, server, FILE).status == 503
    assert read(small, server).status == 200
    assert {text: truths.texts(small)[text] for text in kept} == dict.fromkeys(kept, 1)
    assert (small.broken(), truths.half_done(small)) == ([], {})
    filler.unlink()
    assert reply(small, server, f"text {len(kept)}").status == 302
    assert upload(small, server, FILE).status == 201
    server.kill()
    assert (small.broken(), truths.half_done(small)) == ([], {})


@contextmanager
def no_room(installation: Installation, server: Running) -> Iterator[None]:
    """A limit on the size of files, which anybody may set for a process of their own, also while it runs."""
    limits = resource.prlimit(server.process.pid, resource.RLIMIT_FSIZE)
    resource.prlimit(server.process.pid, resource.RLIMIT_FSIZE, (4096, limits[1]))
    takes_writes(installation, False)
    try:
        yield
    finally:
        resource.prlimit(server.process.pid, resource.RLIMIT_FSIZE, limits)
        takes_writes(installation, True)


def takes_writes(installation: Installation, allowed: bool) -> None:
    """Let PostgreSQL refuse writes, or take them again; sessions start anew, as after a change of servers."""
    if installation.url:
        server, _, name = installation.url.rpartition("/")
        with closing(psycopg.connect(f"{server}/postgres", autocommit=True)) as connection:
            value = "off" if allowed else "on"
            connection.execute(f"ALTER DATABASE {name} SET default_transaction_read_only = {value}".encode())
            connection.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [name])


def fill(filler: Path) -> None:
    with filler.open("wb", buffering=0) as file:
        for size in (65536, 1):
            with suppress(OSError):
                while file.write(b"x" * size) == size:
                    pass


def reply(installation: Installation, server: Running, text: str) -> Answer:
    path = f"/c/{installation.world.conversations[0]}/replies/"
    write = Write(text.replace(" ", "-"), path, {"text": text}, installation.world.sessions[1])
    return send_all(server.port, [write], at_once=1)[write.key]


def read(installation: Installation, server: Running) -> Answer:
    return ask(server.port, f"/c/{installation.world.conversations[0]}/-/", installation.world.sessions[1])


def rows(installation: Installation) -> dict[str, int]:
    """How much there is of everything a write would have left."""
    tables = ("contributions_post", "contributions_attachment", "journal_entry", "work_receipt", "work_job")
    return {table: installation.one(f"SELECT count(*) FROM {table}") for table in tables}


def stored(folder: Path) -> list[str]:
    return sorted(str(path) for path in (folder / "files").rglob("*") if path.is_file())
