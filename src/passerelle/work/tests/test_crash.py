"""A worker that is killed in the middle of a job: the job is found, counted, and run once more."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection

from cast.waiting import eventually
from passerelle.lib.clock import now
from passerelle.work.models import Job

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


@pytest.fixture
def start(tmp_path):
    """Starts workers on the database of the tests; none is left behind."""
    settings = connection.settings_dict
    url = f"sqlite:///{settings['NAME']}"
    if connection.vendor == "postgresql":
        url = "postgres://{USER}:{PASSWORD}@{HOST}:{PORT}/{NAME}".format(**settings)
    script = Path(__file__).with_name("crash_worker.py")
    started: list[subprocess.Popen[bytes]] = []

    def start(behaviour: str) -> subprocess.Popen[bytes]:
        environment = {**os.environ, "DATABASE_URL": url, "PASSERELLE_DATA": str(tmp_path)}
        environment["PYTHONPATH"] = os.pathsep.join(sys.path)
        started.append(subprocess.Popen([sys.executable, script, tmp_path / "notes", behaviour], env=environment))
        return started[-1]

    yield start
    for worker in started:
        worker.kill()
        worker.wait()


def test_a_killed_worker_s_job_runs_once_more(start, tmp_path):
    notes = tmp_path / "notes"
    notes.touch()
    Job.objects.create(task="tests.crash", arguments={"number": 7})
    worker = start("hang")
    eventually(lambda: notes.read_text() == "began 7\n")
    worker.send_signal(signal.SIGKILL)
    worker.wait()
    job = Job.objects.get()
    assert (job.attempts, job.last_error, job.lease_until > now()) == (1, "", True)

    second = start("go")
    time.sleep(2)
    assert notes.read_text() == "began 7\n"  # the lease of the dead one still holds
    Job.objects.update(lease_until=now() - timedelta(seconds=1))
    eventually(lambda: not Job.objects.exists())
    assert notes.read_text() == "began 7\nbegan 7\nended 7\n"

    second.send_signal(signal.SIGTERM)
    assert second.wait(60) == 0


def test_a_job_that_kills_its_workers_is_set_aside(start, tmp_path):
    Job.objects.create(
        task="tests.crash", arguments={"number": 7}, attempts=5, lease_until=now() - timedelta(seconds=1)
    )
    start("go")
    eventually(lambda: Job.objects.dead().exists())
    assert Job.objects.get().last_error == "its worker never came back"
    assert not (tmp_path / "notes").exists()
