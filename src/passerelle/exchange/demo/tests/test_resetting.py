"""Starting anew deletes what demo made, and nothing else."""

from __future__ import annotations

import pytest

from passerelle.exchange.demo.mark import put_mark
from passerelle.exchange.demo.resetting import NotTheDemo, reset


def test_what_the_demo_made_is_deleted_and_its_mark_stays(tmp_path):
    put_mark(tmp_path)
    for name in ("passerelle.sqlite3", "passerelle.sqlite3-wal", "secret.key", "notes.txt"):
        (tmp_path / name).write_text("")
    (tmp_path / "files" / "attachments").mkdir(parents=True)
    reset(tmp_path, "")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["DEMO", "notes.txt", "secret.key"]


def test_another_installation_is_left_alone(tmp_path):
    (tmp_path / "passerelle.sqlite3").write_text("")
    with pytest.raises(NotTheDemo, match="was not made by the demo"):
        reset(tmp_path, "")
    assert (tmp_path / "passerelle.sqlite3").exists()


def test_a_database_elsewhere_is_left_alone(tmp_path):
    put_mark(tmp_path)
    with pytest.raises(NotTheDemo, match="DATABASE_URL"):
        reset(tmp_path, "postgres://db/passerelle")


def test_an_empty_or_absent_folder_is_new_already(tmp_path):
    reset(tmp_path, "")
    reset(tmp_path / "absent", "")
