"""A new installation: migrate, createadmin, kinds, check, shell."""

from __future__ import annotations

import os
import shutil
import sqlite3

import pytest

from cli.conftest import last_line, sentence
from told import copy_migrated, shared_folder

pytestmark = pytest.mark.slow
PASSWORD = "a footbridge at dusk\n"


def test_migrating_twice_changes_nothing_more(passerelle, tmp_path, tmp_path_factory):
    first = copy_migrated(shared_folder(tmp_path_factory), tmp_path / "var")
    again = last_line(passerelle("migrate", "--data", tmp_path / "var", "--json"))
    assert first["migrations"]
    assert first["static_files"] > 50
    assert again == {"migrations": [], "catalogues": [], "static_files": 0}
    assert (tmp_path / "var").stat().st_mode & 0o077 == 0
    assert (tmp_path / "var" / "secret.key").stat().st_mode & 0o077 == 0


def test_making_an_administrator(passerelle, installation):
    made = [
        "createadmin",
        "--email",
        "Ann@example.org",
        "--name",
        "Ann Bell",
        "--password-stdin",
        "--json",
        "--data",
        installation,
    ]
    assert last_line(passerelle(*made, stdin=PASSWORD))["created"] is True
    assert last_line(passerelle(*made, stdin=PASSWORD))["created"] is False
    with sqlite3.connect(installation / "passerelle.sqlite3") as database:
        rows = database.execute("SELECT email, name, is_administrator FROM people_person").fetchall()
        assert rows == [("ann@example.org", "Ann Bell", 1)]
        assert database.execute("SELECT email, verified FROM account_emailaddress").fetchall() == [
            ("ann@example.org", 1)
        ]
    database.close()


@pytest.mark.parametrize(
    ("email", "password", "said"),
    [
        ("bob@example.org", "short\n", "This password cannot be taken: This password is too short."),
        ("bob", PASSWORD, "'bob' is not an e-mail address."),
    ],
)
def test_nobody_is_made_with_a_bad_password_or_address(passerelle, installation, email, password, said):
    done = passerelle(
        "createadmin", "--email", email, "--name", "Bob", "--password-stdin", "--data", installation, stdin=password
    )
    assert sentence(done).startswith(said)


def test_createadmin_asks_nobody_who_is_not_there(passerelle, installation):
    done = passerelle("createadmin", "--data", installation)
    assert sentence(done) == "Nobody is there to be asked: use --email."


def test_kinds_name_their_states_and_moves(passerelle, installation):
    kinds = {kind["slug"]: kind for kind in last_line(passerelle("kinds", "--data", installation, "--json"))["kinds"]}
    assert set(kinds) == {"update", "question", "signal", "trend", "idea", "project", "practice", "article"}
    assert kinds["question"]["states"] == {"open": "Unanswered", "answered": "Answered"}
    assert kinds["question"]["moves"][0] == {
        "slug": "settle",
        "label": "Mark as answered",
        "from": ["open"],
        "to": "answered",
    }


def test_the_shell_runs_what_comes_in(passerelle, installation):
    done = passerelle("shell", "--data", installation, stdin="print(Person.objects.filter(pid='x').exists())\n")
    assert done.returncode == 0
    assert done.stdout.splitlines()[-1] == "False"


def test_a_sound_installation_has_nothing_to_explain(passerelle, installation):
    assert last_line(passerelle("check", "--data", installation, "--json")) == {"wrong": [], "risky": []}


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"PASSERELLE_WEB_THREADS": "none"}, "The setting PASSERELLE_WEB_THREADS is 'none'"),
        ({"PASSERELLE_TIME_ZONE": "Europe/Pari"}, "Did you mean Europe/Paris?"),
        ({"DATABASE_URL": "postgres://x@127.0.0.1:9/x"}, "The database does not answer"),
        ({"REDIS_URL": "redis://127.0.0.1:9/0"}, "Redis does not answer"),
    ],
)
def test_what_is_wrong_ends_with_an_error(passerelle, installation, settings, said):
    done = passerelle("check", "--data", installation, **settings)
    assert done.returncode == 1
    assert [line for line in done.stdout.splitlines() if line.startswith("wrong") and said in line]
    assert done.stderr == ""


def test_a_key_others_can_read_is_explained(passerelle, installation, tmp_path):
    shutil.copytree(installation, tmp_path / "var")
    os.chmod(tmp_path / "var" / "secret.key", 0o644)
    done = passerelle("check", "--data", tmp_path / "var")
    assert done.returncode == 1
    assert "secret.key, and sign in as anybody with it: chmod 600" in done.stdout
