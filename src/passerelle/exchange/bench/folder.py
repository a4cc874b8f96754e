"""The data folders of a measurement: the population, made once and kept, and a copy that may be written to."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.core.management import call_command
from django.db import connections
from rich.progress import Progress

from passerelle.exchange.bench.population import Size, populate
from passerelle.people.models import Person
from passerelle.work.worker import run_all

READERS = 32
DONE = "population.json"


def prepare(seed: Path, size: Size) -> None:
    """Make the population in ``seed`` unless it is there; Django must be loaded on that folder.

    What is there is brought to the tables of the present code, once, with the jobs that leaves.
    """
    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    if (seed / DONE).exists():
        run_all()
        return
    with Progress() as progress:
        step = progress.add_task("Making the population (once)", total=None)
        populate(size, lambda done, total: progress.update(step, completed=done, total=total))
    (seed / DONE).write_text(json.dumps({"sessions": _sign_in()}))


def fresh_copy(seed: Path, run: Path) -> list[str]:
    """A copy to measure on, with tables and static files of the present code; returns the session keys of its readers."""
    connections.close_all()
    shutil.rmtree(run, ignore_errors=True)
    shutil.copytree(seed, run)
    command = [sys.executable, "-m", "passerelle", "migrate", "--data", str(run)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)  # noqa: S603  # our own command
    sessions: list[str] = json.loads((run / DONE).read_text())["sessions"]
    return sessions


def _sign_in() -> list[str]:
    """Sessions of the first people."""
    return [sign_in(person) for person in Person.objects.order_by("pk")[:READERS]]


def sign_in(person: Person) -> str:
    """A session as signing in would leave it."""
    session = SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[-1]
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session.set_expiry(10 * 365 * 24 * 3600)
    session.create()
    return session.session_key or ""
