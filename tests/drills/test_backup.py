"""A backup is taken while people write and send files; restored into an empty folder it is what was there at one moment."""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event
from urllib.parse import urlencode

from cast.waiting import eventually
from drills import truths
from drills.amounts import LONG
from drills.installation import Installation, Running
from drills.uploads import upload
from drills.world import ADMINISTRATOR, PASSWORD
from drills.writes import TOKEN, Write, ask, send_all

QUEUED = {"PASSERELLE_JOBS_IN_PROCESS": "false"}
WRITERS = 4
FILES = 40 if LONG else WRITERS  # as many uploads come before
# Rows that come only, with what a reader needs to see of them; a backup holds those of one moment.
LASTING = {
    "contributions_post": "pid, contribution_id, source, html, author_id",
    "contributions_attachment": "pid, owner_id, name, sha256, size",
    "journal_entry": "id, at, verb, actor_id, subject_type, subject_id, contribution_id",
    "work_receipt": "id, person_id, key, request_hash",
}
# What a restore changes on purpose, so that nothing is said twice; and the entry of the second backup itself.
QUIETENED = {"django_session", "usersessions_usersession", "notifications_notice", "work_job", "journal_entry"}


def test_what_was_taken_under_writes_is_one_moment_and_comes_back(installation, places, tmp_path):
    server, stop = installation.serve(**QUEUED), Event()
    with ThreadPoolExecutor(WRITERS) as pool:
        writers = [pool.submit(write, installation, server, number, stop) for number in range(WRITERS)]
        eventually(lambda: installation.one("SELECT count(*) FROM contributions_attachment") >= FILES)
        before = rows(installation)
        taken = installation.run("backup", tmp_path / "monday.tar.gz")
        after = rows(installation)
        stop.set()
        acknowledged = [each.result() for each in writers]
    assert taken.returncode == 0, taken.stderr
    assert min(len(each) for each in acknowledged) > 2

    restored = places.empty(installation)
    done = restored.run("restore", tmp_path / "monday.tar.gz", "--json")
    assert done.returncode == 0, done.stderr
    back = rows(restored)
    for table in LASTING:  # what was there before is in it, nothing is in it that was not there after
        assert not before[table] - back[table]
        assert not back[table] - after[table]
    assert len(after["contributions_post"]) > len(before["contributions_post"])
    texts = truths.texts(restored)
    for mine in acknowledged:  # each writer waited for an answer: no later text without all earlier ones
        there = [texts[text] for text in mine]
        assert there == sorted(there, reverse=True)
    assert (restored.broken(), truths.half_done(restored)) == ([], {})
    every_row_finds_its_file(restored)
    it_answers(restored, installation)


def test_a_backup_in_a_quiet_hour_is_equal_in_every_row_and_file(installation, places, tmp_path):
    server = installation.serve(**QUEUED)
    for number in range(2):
        assert upload(installation, server, f"file {number}").status == 201
    server.kill()
    assert installation.run("backup", tmp_path / "b.tar.gz").returncode == 0
    restored = places.empty(installation)
    assert restored.run("restore", tmp_path / "b.tar.gz").returncode == 0
    here, there = digests(installation), digests(restored)
    assert {name: digest for name, digest in there.items() if name not in QUIETENED} == {
        name: digest for name, digest in here.items() if name not in QUIETENED
    }
    assert len(here) > 40
    assert files(restored.folder) == files(installation.folder)
    assert len(files(restored.folder)) == 2
    assert (restored.folder / "secret.key").read_bytes() == (installation.folder / "secret.key").read_bytes()


def write(installation: Installation, server: Running, number: int, stop: Event) -> list[str]:
    """Send replies and files, each after the answer to the one before; returns the texts that were acknowledged."""
    world, said = installation.world, []
    while not stop.is_set():
        text = f"Writer {number} says {len(said)}"
        path = f"/c/{world.conversations[number]}/replies/"
        key = text.replace(" ", "-")
        answers = send_all(server.port, [Write(key, path, {"text": text}, world.sessions[number])], at_once=1)
        assert answers[key].status == 302
        said.append(text)
        if len(said) % 3 == 1:
            assert upload(installation, server, f"{text}\n" * 50).status == 201
    return said


def rows(installation: Installation) -> dict[str, Counter[tuple[object, ...]]]:
    """The lasting rows, without those of the commands that make and bring back a backup."""
    return {
        table: Counter(
            installation.rows(
                f"SELECT {columns} FROM {table}"
                + (" WHERE verb <> 'organisation.backed_up'" if table == "journal_entry" else "")
            )
        )
        for table, columns in LASTING.items()
    }


def digests(installation: Installation) -> dict[str, str]:
    """One digest for each table over all its rows, whatever their order; made without the code that is tried here."""
    if installation.url:
        names = installation.rows("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
    else:
        names = installation.rows("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
    return {
        name: hashlib.sha256(
            "\n".join(sorted(map(repr, installation.rows(f'SELECT * FROM "{name}"')))).encode()
        ).hexdigest()
        for (name,) in names
    }


def files(folder: Path) -> dict[str, str]:
    """The digest of every upload."""
    place = folder / "files"
    return {
        str(path.relative_to(place)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in place.rglob("*")
        if path.is_file()
    }


def every_row_finds_its_file(restored: Installation) -> None:
    there, wanted = files(restored.folder), {}
    for renditions, digest in restored.rows("SELECT renditions, sha256 FROM contributions_attachment"):
        stored = renditions if isinstance(renditions, dict) else json.loads(renditions)
        wanted[stored["original"]] = digest
    assert wanted
    assert {name: there.get(name) for name in wanted} == wanted


def it_answers(restored: Installation, like: Installation) -> None:
    """Somebody signs in with the password of before and reads a conversation."""
    (restored.folder / "static").symlink_to((like.folder / "static").resolve())
    server = restored.serve()
    form = urlencode({"login": ADMINISTRATOR, "password": PASSWORD, "csrfmiddlewaretoken": TOKEN}).encode()
    signed_in = ask(server.port, "/account/login/", "", form, **{"Content-Type": "application/x-www-form-urlencoded"})
    session = re.search(r"sessionid=([a-z0-9]+)", signed_in.headers["set-cookie"])
    assert (signed_in.status, session is not None) == (302, True)
    page = ask(server.port, f"/c/{restored.world.conversations[0]}/-/", session[1] if session else "")
    assert page.status == 200
    assert b"Writer 0 says 0" in page.body
    assert server.stop() == 0
