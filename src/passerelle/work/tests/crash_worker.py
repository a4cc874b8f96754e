"""Runs jobs in a process of its own, for a test to kill: crash_worker.py FILE hang|go."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import django

django.setup()

from passerelle.work.serving.server import run_worker  # noqa: E402  Django starts first
from passerelle.work.tasks import task  # noqa: E402  the same

notes, behaviour = Path(sys.argv[1]), sys.argv[2]


@task("tests.crash")
def crash(number: int) -> None:
    """Note that it began, and what became of it."""
    with notes.open("a") as file:
        file.write(f"began {number}\n")
        file.flush()
        while behaviour == "hang":
            time.sleep(1)
        file.write(f"ended {number}\n")


run_worker(1)
