"""An import that is killed in the middle of a portion goes on where it was, as if nothing had been."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from passerelle.exchange.importers.zulip.tests.authored import message, write_folder
from told import copy_migrated, shared_folder

# Runs in a process of its own: portions of five rows; given a number, it hangs while it writes that portion.
PROGRAM = """
import json, sys, time
import django
django.setup()
from pathlib import Path
from passerelle.contributions.actions import imported
from passerelle.contributions.models import Contribution, Post
from passerelle.exchange.importers.zulip import bringing

bringing.PORTION = 5
hang_at, write = int(sys.argv[2]), imported.record_many
calls = 0

def record_many(entries):
    global calls
    calls += 1
    if calls == hang_at:
        print("writing", flush=True)
        time.sleep(600)
    return write(entries)

imported.record_many = record_many
summary = bringing.import_archive(Path(sys.argv[1]), "Ours").summary.as_json()
posts = Post.objects.unscoped("a test").order_by("created_at").values_list("source", "is_body", "author__name", "contribution__title")
heads = Contribution.objects.unscoped("a test").order_by("title").values_list("title", "replies_count", "version", "body__source")
print(json.dumps([summary, list(posts), list(heads)]))
"""

TOPICS = {
    "12-dev/a.json": [message(number) for number in range(1, 13)],
    "12-dev/b.json": [*(message(number) for number in range(13, 25)), message(2, "<p>changed</p>")],
}


def start(archive: Path, data: Path, hang_at: int = 0) -> subprocess.Popen[str]:
    # A database of its own in the data folder, whatever the suite runs on.
    inherited = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    environment = inherited | {"PASSERELLE_DATA": str(data), "PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, "-c", PROGRAM, str(archive), str(hang_at)]
    return subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True)


def finish(archive: Path, data: Path) -> Any:
    out, _ = start(archive, data).communicate(timeout=120)
    return json.loads(out.splitlines()[-1])


@pytest.mark.slow
def test_kill_9_in_the_middle_of_a_portion_loses_and_doubles_nothing(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    for name in ("killed", "whole"):
        copy_migrated(shared_folder(tmp_path_factory), tmp_path / name)
    archive = write_folder(tmp_path / "archive", TOPICS)
    killed = start(archive, tmp_path / "killed", hang_at=4)
    assert killed.stdout is not None
    assert killed.stdout.readline() == "writing\n"
    killed.send_signal(signal.SIGKILL)
    killed.wait()

    resumed, whole = finish(archive, tmp_path / "killed"), finish(archive, tmp_path / "whole")

    assert (whole[0]["read"], whole[0]["created"], whole[0]["merged"], whole[0]["contributions"]) == (25, 24, 1, 2)
    assert (resumed[0]["created"], resumed[0]["skipped"], resumed[0]["reasons"]) == (9, 16, {"already here": 16})
    assert resumed[1:] == whole[1:]
    assert ["changed", False, "Ada Lindqvist", "a"] in resumed[1]
