"""Only what `backup` wrote comes back; anything else is refused whole, and leaves nothing behind."""

from __future__ import annotations

import gzip
import random
import tarfile

import pytest

from passerelle.exchange.backups.refusal import BackupRefused
from passerelle.exchange.backups.tests.archives import changed, database, manifest, member, write
from passerelle.exchange.backups.unpacking import STAGING, move_in, require_room, unpack


@pytest.fixture
def files(tmp_path) -> dict[str, bytes]:
    return {
        "passerelle.sqlite3": database(tmp_path / "made.sqlite3"),
        "secret.key": b"only-for-tests",
        "files/attachments/a1/original": random.Random(7).randbytes(9_000),
    }


@pytest.fixture
def members(files, tmp_path):
    stored = [member(name, content) for name, content in files.items()]
    return [*stored, member("manifest.json", manifest(files, tmp_path / "made.sqlite3"))]


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "var"


def refused(path, folder) -> str:
    with pytest.raises(BackupRefused) as refusal:
        unpack(path, folder)
    assert list(folder.iterdir()) == []
    return str(refusal.value)


def test_what_was_taken_comes_back(members, files, folder, tmp_path):
    staging, _manifest = unpack(write(tmp_path / "b.tar.gz", members), folder)
    move_in(staging, folder)
    assert {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    } == files
    assert all(path.stat().st_mode & 0o077 == 0 for path in folder.rglob("*") if path.is_file())


def test_no_flipped_bit_is_believed(members, folder, tmp_path):
    whole = write(tmp_path / "b.tar.gz", members).read_bytes()
    places = [*range(len(whole[:10]) * 8), *random.Random(11).sample(range(len(whole) * 8), 100)]
    for place in places:
        broken = bytearray(whole)
        broken[place // 8] ^= 1 << place % 8
        if bytes(broken[:8]) == whole[:8] and bytes(broken[10:]) == whole[10:]:
            continue  # the two bytes in which gzip names its level and its system say nothing
        (tmp_path / "broken.tar.gz").write_bytes(broken)
        assert refused(tmp_path / "broken.tar.gz", folder)


def test_no_truncated_archive_is_believed(members, folder, tmp_path):
    whole = write(tmp_path / "b.tar.gz", members).read_bytes()
    for length in [0, 1, 9, 10, len(whole) - 1, *random.Random(5).sample(range(len(whole)), 20)]:
        (tmp_path / "broken.tar.gz").write_bytes(whole[:length])
        assert refused(tmp_path / "broken.tar.gz", folder)


@pytest.mark.parametrize(
    "strange",
    [
        member("files/../../escaped", b"x"),
        member("/etc/passwd", b"x"),
        member("files/a\x1b[2J", b"x"),
        member("files/.hidden/x", b"x"),
        member("passerelle.sqlite3-wal", b"x"),
        member("static/ui/ui.css", b"x"),
        member("files/link", type=tarfile.SYMTYPE, linkname="/etc/passwd"),
        member("files/link", type=tarfile.LNKTYPE, linkname="secret.key"),
        member("files/device", type=tarfile.CHRTYPE),
        member("files/pipe", type=tarfile.FIFOTYPE),
        member("secret.key", b"another"),
        member("files/more", b"not in the manifest"),
    ],
    ids=lambda entry: f"{entry[0].name!r} {entry[0].type!r}",
)
def test_a_strange_entry_is_refused(members, folder, tmp_path, strange):
    refused(write(tmp_path / "b.tar.gz", [*members[:-1], strange, members[-1]]), folder)
    assert not (tmp_path / "escaped").exists()


def test_nothing_may_follow_the_manifest(members, folder, tmp_path):
    assert "comes too late" in refused(write(tmp_path / "b.tar.gz", [*members, member("files/x", b"x")]), folder)


def test_a_missing_file_is_missed(members, folder, tmp_path):
    assert "files/attachments/a1/original is not what" in refused(
        write(tmp_path / "b.tar.gz", [*members[:2], members[3]]), folder
    )


@pytest.mark.parametrize(
    "change",
    [
        lambda row: row["tables"]["shop"].update(rows=3),
        lambda row: row["tables"]["shop"].update(sha256="0" * 64),
        lambda row: row["tables"].pop("shop"),
        lambda row: row["files"]["secret.key"].update(sha256="0" * 64),
        lambda row: row.update(format=2),
        lambda row: row.update(then="rm"),
        lambda row: row.update(engine="oracle"),
    ],
)
def test_a_manifest_that_says_something_else_is_refused(members, folder, tmp_path, change):
    content = changed(members[-1][1], change)
    refused(write(tmp_path / "b.tar.gz", [*members[:-1], member("manifest.json", content)]), folder)


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("CREATE TRIGGER t AFTER INSERT ON shop BEGIN DELETE FROM shop; END", "triggers or views"),
        ("CREATE VIEW v AS SELECT 1", "triggers or views"),
    ],
)
def test_a_database_that_would_run_something_is_refused(folder, tmp_path, statement, said):
    files = {"passerelle.sqlite3": database(tmp_path / "harm.sqlite3", statement)}
    entries = [member(name, content) for name, content in files.items()]
    entries.append(member("manifest.json", manifest(files, tmp_path / "harm.sqlite3")))
    assert said in refused(write(tmp_path / "b.tar.gz", entries), folder)


def test_a_database_that_is_none_is_refused(folder, tmp_path):
    database(tmp_path / "made.sqlite3")
    files = {"passerelle.sqlite3": b"SQLite format 3\0" + b"x" * 5_000}
    entries = [member(name, content) for name, content in files.items()]
    entries.append(member("manifest.json", manifest(files, tmp_path / "made.sqlite3")))
    assert "cannot be read" in refused(write(tmp_path / "b.tar.gz", entries), folder)


def test_a_bomb_ends_early(folder, tmp_path, monkeypatch):
    usage = type("Usage", (), {"free": 1_000_000})
    monkeypatch.setattr("passerelle.exchange.backups.unpacking.shutil.disk_usage", lambda path: usage)
    assert "unpacks to more" in refused(write(tmp_path / "b.tar.gz", [member("files/bomb", bytes(5_000_000))]), folder)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 a zip", gzip.compress(b"no tar", mtime=0), b"plain text"])
def test_another_file_is_no_backup(folder, tmp_path, content):
    (tmp_path / "other").write_bytes(content)
    assert refused(tmp_path / "other", folder)


def test_only_an_empty_folder_has_room(tmp_path):
    require_room(tmp_path / "absent")
    require_room(tmp_path)
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(BackupRefused, match="is not empty"):
        require_room(tmp_path)
    with pytest.raises(BackupRefused, match="is a file"):
        require_room(tmp_path / "mine.txt")
    assert (tmp_path / "mine.txt").exists()


def test_what_an_unfinished_restore_left_is_cleared_away(tmp_path):
    (tmp_path / f"{STAGING}x" / "files").mkdir(parents=True)
    (tmp_path / "files").mkdir()
    require_room(tmp_path)
    assert list(tmp_path.iterdir()) == []
