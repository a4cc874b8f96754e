"""``passerelle import zulip``: one line for machines, one sentence for errors."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from django.conf import settings
from typer.testing import CliRunner

from passerelle.cli import run
from passerelle.cli.importing import import_app
from passerelle.exchange.importers.ideas.tests.authored import proposal, write_folder
from passerelle.exchange.importers.zulip.tests.authored import message, write_tar

pytestmark = pytest.mark.django_db
KEYS = [
    "read",
    "created",
    "merged",
    "skipped",
    "reasons",
    "people",
    "communities",
    "contributions",
    "replies",
    "shortened",
    "seconds",
]


def test_the_report_is_printed_kept_and_followed_by_one_line_for_machines(tmp_path: Path) -> None:
    path = write_tar(tmp_path / "a.tar.gz", {"12-dev/a.json": [message(1), message(2)]})

    result = CliRunner().invoke(import_app, ["zulip", str(path), "--into", "Ours", "--json"])

    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    summary = json.loads(lines[-1])
    assert list(summary) == KEYS
    assert (summary["read"], summary["created"], summary["contributions"], summary["replies"]) == (2, 2, 1, 1)
    kept = max((settings.PASSERELLE.data / "imports").iterdir())
    assert kept.read_text() in result.stdout
    assert kept.name.endswith("-zulip-ours.md")


def test_ideas_come_in_with_a_report_of_their_own(tmp_path: Path) -> None:
    path = write_folder(tmp_path / "opinions", proposal(4), "")

    result = CliRunner().invoke(import_app, ["ideas", str(path), "--into", "Ours", "--json"])

    assert result.exit_code == 0
    summary = json.loads(result.stdout.splitlines()[-1])
    assert (summary["ideas"], summary["votes"], summary["opening_votes"], summary["unread"]) == (1, 2, 5, 1)
    kept = max((settings.PASSERELLE.data / "imports").glob("*-ideas-ours.md"))
    assert kept.read_text() in result.stdout


def test_an_error_is_one_sentence_and_nothing_is_made(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["import", "zulip", str(tmp_path / "none.tar.gz"), "--into", "Ours", "--json"]) == 1
    said = capfd.readouterr()
    assert said.out == ""
    assert said.err.strip().endswith("none.tar.gz cannot be opened: No such file or directory.")
