"""An import that is killed goes on where it was, and of two that run at once nothing comes in twice."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from passerelle.contributions.models import Contribution, Post
from passerelle.exchange.importers.ideas import bringing
from passerelle.exchange.importers.ideas.tests.authored import argument, proposal, write_folder
from passerelle.exchange.importers.refusal import ANOTHER_RUNS, ImportRefused
from passerelle.kinds.innovation.idea.models import Vote
from passerelle.people.models import Person
from told import copy_migrated, shared_folder

# Runs in a process of its own: portions of two proposals; given a number, it hangs before it writes the votes of that portion.
PROGRAM = """
import hashlib, json, sys, time
import django
django.setup()
from pathlib import Path
from passerelle.contributions.models import Contribution, Post
from passerelle.exchange.importers.ideas import bringing
from passerelle.kinds.innovation.idea.models import Vote
from passerelle.people.models import Person
from passerelle.trail.models import Decision

bringing.PORTION = 2
hang_at, votes = int(sys.argv[2]), bringing.import_votes
calls = 0

def import_votes(*given, **named):
    global calls
    calls += 1
    if calls == hang_at:
        print("writing", flush=True)
        time.sleep(600)
    return votes(*given, **named)

bringing.import_votes = import_votes
made = bringing.import_consultation(Path(sys.argv[1]), "Ours").as_json()

def digest(rows, *columns):
    found = sorted(map(repr, rows.values_list(*columns)))
    return [len(found), hashlib.sha256("\\n".join(found).encode()).hexdigest()]

print(json.dumps([made, {
    "returned": digest(Vote.objects.exclude(returned_at=None), "idea__contribution__title", "person__name"),
    "heads": digest(Contribution.objects.unscoped("a test"), "title", "state", "replies_count", "version", "facts"),
    "texts": digest(Post.objects.unscoped("a test"), "source", "is_body", "author__name", "created_at", "contribution__title"),
    "votes": digest(Vote.objects, "idea__contribution__title", "person__name", "at"),
    "decisions": digest(Decision.objects.unscoped("a test"), "contribution__title", "before", "after", "reason"),
    "people": digest(Person.objects.filter(is_imported=True), "name", "joined_at"),
}]))
"""


def proposals(numbers: range) -> list[Any]:
    return [
        proposal(number, arguments=[argument(10 * number), argument(10 * number + 1)], is_trashed=number == 4)
        for number in numbers
    ]


def start(folder: Path, data: Path, hang_at: int = 0) -> subprocess.Popen[str]:
    # A database of its own in the data folder, whatever the suite runs on.
    inherited = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    environment = inherited | {"PASSERELLE_DATA": str(data), "PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, "-c", PROGRAM, str(folder), str(hang_at)]
    return subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True)


def finish(folder: Path, data: Path) -> Any:
    out, _ = start(folder, data).communicate(timeout=300)
    return json.loads(out.splitlines()[-1])


@pytest.mark.slow
def test_kill_9_in_the_middle_of_a_portion_loses_and_doubles_nothing(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    for name in ("killed", "whole"):
        copy_migrated(shared_folder(tmp_path_factory), tmp_path / name)
    folder = write_folder(tmp_path / "opinions", *proposals(range(1, 7)))
    killed = start(folder, tmp_path / "killed", hang_at=2)
    assert killed.stdout is not None
    assert killed.stdout.readline() == "writing\n"
    killed.send_signal(signal.SIGKILL)
    killed.wait()

    (resumed, found), (whole, wanted) = finish(folder, tmp_path / "killed"), finish(folder, tmp_path / "whole")

    made = ("ideas", "already_here", "arguments", "votes", "opening_votes", "set_aside")
    assert [whole[each] for each in made] == [6, 0, 12, 12, 30, 1]
    assert [resumed[each] for each in made] == [4, 2, 8, 8, 20, 1]
    assert found == wanted
    assert {table: rows for table, (rows, _digest) in found.items()} == {
        "returned": 2,
        "heads": 6,
        "texts": 18,
        "votes": 12,
        "decisions": 1,
        "people": 3,
    }


@pytest.mark.django_db(transaction=True)
def test_of_two_imports_at_once_nothing_comes_in_twice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Either says that another runs, or brings what the other has not; a further run brings the rest."""
    monkeypatch.setattr(bringing, "PORTION", 2)
    folder = write_folder(tmp_path / "opinions", *proposals(range(1, 3)))
    bringing.import_consultation(folder, "Ours")
    write_folder(folder, *proposals(range(1, 11)))
    gate = threading.Barrier(2)

    def bring(_hand: int) -> str:
        gate.wait()
        try:
            bringing.import_consultation(folder, "Ours")
        except ImportRefused as refused:
            return str(refused)
        finally:
            connection.close()
        return ""

    with ThreadPoolExecutor(2) as pool:
        assert set(pool.map(bring, range(2))) <= {"", ANOTHER_RUNS}
    bringing.import_consultation(folder, "Ours")
    assert bringing.import_consultation(folder, "Ours").counted.ideas == 0
    titles = Contribution.objects.unscoped("a test").values_list("title", flat=True)
    assert sorted(titles) == sorted(f"Proposal {number}" for number in range(1, 11))
    assert Post.objects.unscoped("a test").count() == 30
    assert Vote.objects.count() == 20
    assert Person.objects.filter(is_imported=True).count() == 3
