"""Whatever goes wrong is one sentence and an exit code."""

from __future__ import annotations

import pytest

from cli.conftest import sentence


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["nonsense"], "No such command 'nonsense'. See passerelle --help."),
        ([], "Missing command. See passerelle --help."),
        (["backup"], "Missing argument 'FILE'. See passerelle --help."),
        (["serve", "--port", "0"], "Invalid value for '--port'"),
        (["serve", "--loudly"], "No such option: --loudly"),
    ],
)
def test_wrong_arguments(passerelle, arguments, said):
    done = passerelle(*arguments)
    assert done.returncode == 2
    assert sentence(done).startswith(said)


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        (
            {"PASSERELLE_JOB_THREADS": "many"},
            "The setting PASSERELLE_JOB_THREADS is 'many', and cannot be used: Input should",
        ),
        (
            {"DATABASE_URL": "mysql://db/passerelle"},
            "DATABASE_URL starts with 'mysql'; only sqlite and postgres are known.",
        ),
        ({"PASSERELLE_EMAIL_URL": "carrier://pigeon"}, "PASSERELLE_EMAIL_URL starts with 'carrier'"),
        ({"PASSERELLE_TIME_ZONE": "Europe/Pari"}, "Incorrect timezone setting: Europe/Pari"),
        (
            {"DATABASE_URL": "postgres://x@127.0.0.1:9/x"},
            "The database does not answer as it should: connection failed",
        ),
    ],
)
def test_wrong_settings(passerelle, tmp_path, settings, said):
    done = passerelle("migrate", "--data", tmp_path, **settings)
    assert done.returncode == 1
    assert sentence(done).startswith(said)


def test_a_folder_that_cannot_be(passerelle, tmp_path):
    (tmp_path / "file").write_text("")
    assert "cannot be used: Not a directory." in sentence(passerelle("migrate", "--data", tmp_path / "file" / "var"))


def test_help_is_help(passerelle):
    done = passerelle("--help")
    assert done.returncode == 0
    for (
        command
    ) in "demo serve worker migrate createadmin import export backup restore meanings kinds check shell".split():
        assert f"\n  {command} " in done.stdout
