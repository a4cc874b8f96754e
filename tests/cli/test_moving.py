"""export, backup, restore: what goes out can be read, what comes back is the same."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import psycopg
import pytest

from cli.conftest import UNCOLLECTED, last_line, sentence
from passerelle.exchange.backups import sqlite
from told import command, environment

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def folder(demo) -> Path:
    return demo[0]


@pytest.fixture(scope="module")
def backup(passerelle, folder, tmp_path_factory) -> Path:
    """A backup of the demo with an upload."""
    upload = folder / "files" / "attachments" / "a1"
    upload.mkdir(parents=True, exist_ok=True)
    (upload / "original").write_text("linen")
    file = tmp_path_factory.mktemp("backups") / "monday.tar.gz"
    assert last_line(passerelle("backup", file, "--data", folder, "--json"))["missing"] == []
    assert file.stat().st_mode & 0o077 == 0
    return file


def test_an_export_of_the_demo(passerelle, folder, tmp_path):
    said = last_line(passerelle("export", tmp_path / "out", "--data", folder, "--json"))
    people = (tmp_path / "out" / "people.person.jsonl").read_text().splitlines()
    assert len(people) == 240
    assert said["rows"] == sum(
        table["rows"] for table in json.loads((tmp_path / "out" / "manifest.json").read_text())["tables"].values()
    )
    assert "is there already" in sentence(passerelle("export", tmp_path / "out", "--data", folder))


def test_what_was_taken_comes_back_equal(passerelle, folder, backup, tmp_path):
    said = last_line(passerelle("restore", backup, "--data", tmp_path / "var", "--json"))
    assert said["rows"] > 5_000
    before, after = sqlite.tables(folder / "passerelle.sqlite3"), sqlite.tables(tmp_path / "var" / "passerelle.sqlite3")
    own = "journal_entry"  # each backup leaves one of its own, once it is made
    assert before[own].rows > after[own].rows
    touched = {own, "work_job", "django_session", "usersessions_usersession", "notifications_notice", "work_schedule"}
    assert {name: table for name, table in after.items() if name not in touched} == {
        name: table for name, table in before.items() if name not in touched
    }
    for name in ("secret.key", "DEMO", "files/attachments/a1/original"):
        assert (tmp_path / "var" / name).read_bytes() == (folder / name).read_bytes()
    assert not list((tmp_path / "var").glob(".restoring*"))
    again = last_line(passerelle("demo", "--no-serve", "--json", "--data", tmp_path / "var", **UNCOLLECTED))
    assert again["told"] is False


def test_a_backup_is_whole_while_others_write(passerelle, folder, tmp_path):
    database, stop = folder / "passerelle.sqlite3", threading.Event()

    def write() -> None:
        number = 0
        with closing(sqlite3.connect(database, timeout=20)) as connection:
            while not stop.wait(0.02):
                with connection:
                    for _ in range(2):
                        number += 1
                        connection.execute(
                            "INSERT OR REPLACE INTO django_session VALUES (?, ?, '2030-01-01')",
                            [f"drill-{number}", "x" * 400],
                        )

    writer = threading.Thread(target=write)
    writer.start()
    try:
        taken = [
            passerelle("backup", tmp_path / f"{number}.tar.gz", "--data", folder).returncode for number in range(2)
        ]
    finally:
        stop.set()
        writer.join()
    assert taken == [0, 0]
    assert passerelle("restore", tmp_path / "1.tar.gz", "--data", tmp_path / "var").returncode == 0


def test_a_folder_that_is_in_use_is_not_restored_into(passerelle, folder, backup):
    def settled() -> dict[str, object]:
        """The tables no other test writes meanwhile: one beside this may be taking a backup under writes."""
        tables = sqlite.tables(folder / "passerelle.sqlite3")
        return {name: table for name, table in tables.items() if name not in {"django_session", "journal_entry"}}

    before = settled()
    assert "is not empty" in sentence(passerelle("restore", backup, "--data", folder))
    assert settled() == before


def test_a_damaged_backup_is_refused_and_the_folder_stays_empty(passerelle, backup, tmp_path):
    (tmp_path / "half.tar.gz").write_bytes(backup.read_bytes()[:-3_000])
    assert "half.tar.gz" in sentence(passerelle("restore", tmp_path / "half.tar.gz", "--data", tmp_path / "var"))
    assert list((tmp_path / "var").iterdir()) == []


def test_a_backup_is_never_written_over(passerelle, folder, backup):
    before = backup.read_bytes()
    assert "is there already" in sentence(passerelle("backup", backup, "--data", folder))
    assert backup.read_bytes() == before


def test_a_restore_that_is_killed_can_be_run_again(passerelle, backup, tmp_path):
    for seconds in (0.3, 0.6, 0.9, 1.2, 1.5):
        running = subprocess.Popen(
            command("restore", backup, "--data", tmp_path / "var"),
            env=environment(),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            running.wait(seconds)
        except subprocess.TimeoutExpired:
            running.kill()
            running.wait()
        if (tmp_path / "var" / "passerelle.sqlite3").exists():
            break
    else:
        assert passerelle("restore", backup, "--data", tmp_path / "var").returncode == 0
    assert sqlite.tables(tmp_path / "var" / "passerelle.sqlite3")["people_person"].rows == 240


@pytest.fixture
def databases() -> Iterator[list[str]]:
    """Addresses of two empty PostgreSQL databases."""
    server = os.environ["PASSERELLE_TEST_POSTGRES"]
    names = [f"moving_{os.getpid()}_{number}" for number in range(2)]
    with closing(psycopg.connect(server, autocommit=True)) as connection:
        for name in names:
            connection.execute(f"CREATE DATABASE {name}")
        yield [f"{server.rpartition('/')[0]}/{name}" for name in names]
        for name in names:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.mark.postgres
def test_a_backup_of_postgresql_comes_back_equal(passerelle, databases, tmp_path):
    first, second = ({"DATABASE_URL": url, **UNCOLLECTED} for url in databases)
    ann = ["--email", "ann@example.org", "--name", "Ann Bell", "--password-stdin"]
    assert passerelle("migrate", "--data", tmp_path / "var", **first).returncode == 0
    assert (
        passerelle("createadmin", *ann, "--data", tmp_path / "var", stdin="a footbridge at dusk\n", **first).returncode
        == 0
    )
    taken = last_line(passerelle("backup", tmp_path / "b.tar.gz", "--data", tmp_path / "var", "--json", **first))
    assert "is not empty" in sentence(passerelle("restore", tmp_path / "b.tar.gz", "--data", tmp_path / "new", **first))
    assert "DATABASE_URL" in sentence(passerelle("restore", tmp_path / "b.tar.gz", "--data", tmp_path / "new"))
    back = last_line(passerelle("restore", tmp_path / "b.tar.gz", "--data", tmp_path / "new", "--json", **second))
    assert (back["rows"], back["tables"]) == (taken["rows"], taken["tables"])
    counted = passerelle("shell", "--data", tmp_path / "new", stdin="print(Person.objects.get().name)\n", **second)
    assert counted.stdout.splitlines()[-1] == "Ann Bell"
