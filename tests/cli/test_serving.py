"""serve and worker: they refuse what is not ready or not safe, answer, and end when told."""

from __future__ import annotations

import signal
import socket
import sqlite3
import subprocess
import time
import urllib.request
from contextlib import closing
from pathlib import Path

import pytest

from cli.conftest import sentence
from told import command, environment

pytestmark = pytest.mark.slow


def test_serving_refuses_a_folder_that_is_not_migrated(passerelle, tmp_path):
    assert sentence(passerelle("serve", "--data", tmp_path)).endswith("run passerelle migrate first.")
    assert sentence(passerelle("worker", "--data", tmp_path)).endswith("run passerelle migrate first.")


@pytest.mark.parametrize(
    ("arguments", "settings"),
    [
        (["--host", "0.0.0.0"], {}),
        (["--host", "192.0.2.7"], {}),
        (["--host", "::"], {}),
        ([], {"PASSERELLE_BASE_URL": "https://hub.example.com"}),
    ],
)
def test_the_demo_is_served_on_this_machine_only(passerelle, demo, arguments, settings):
    folder, _said = demo
    done = passerelle("serve", "--data", folder, *arguments, **settings)
    assert "whose links sign anybody in: it is served on localhost only." in sentence(done)


def test_a_port_that_is_taken(passerelle, installation):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert sentence(passerelle("serve", "--data", installation, "--port", port)).startswith(
            "Nothing can listen on 127.0.0.1"
        )


def test_serve_answers_until_it_is_told_to_stop(installation):
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    server = subprocess.Popen(
        command("serve", "--data", installation, "--port", port), env=environment(), stdout=subprocess.PIPE, text=True
    )
    try:
        assert server.stdout is not None
        assert f"http://localhost:{port}" in server.stdout.readline()
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/account/login/", timeout=60) as page:
            assert page.status == 200
    finally:
        server.send_signal(signal.SIGTERM)
        assert server.wait(60) == 0
        server.stdout.close()


def test_a_worker_ends_when_it_is_told_to(installation):
    with closing(sqlite3.connect(installation / "passerelle.sqlite3")) as database, database:
        database.execute("DELETE FROM work_schedule")
    worker = subprocess.Popen(
        command("worker", "--data", installation), env=environment(), stdout=subprocess.PIPE, text=True
    )
    try:
        assert worker.stdout is not None
        assert worker.stdout.readline() == "Running jobs.\n"
        assert _minds_its_schedules(installation)
    finally:
        worker.send_signal(signal.SIGTERM)
        assert worker.wait(60) == 0
        worker.stdout.close()


def _minds_its_schedules(folder: Path) -> bool:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        with closing(sqlite3.connect(folder / "passerelle.sqlite3")) as database:
            if database.execute("SELECT count(*) FROM work_schedule").fetchone()[0]:
                return True
        time.sleep(0.1)
    return False
