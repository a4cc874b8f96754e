"""The server as a process: says when it is ready, runs jobs beside pages, ends cleanly."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request

import pytest

from told import copy_migrated, shared_folder

pytestmark = pytest.mark.slow
SERVE = """
import django, sys
django.setup()
from passerelle.work.serving.server import serve
serve("127.0.0.1", int(sys.argv[1]), ready=lambda: print("ready", flush=True))
print("ended", flush=True)
"""
WORK = """
import django, signal, threading, time
django.setup()
from passerelle.work.serving.server import run_worker

def get_signal():
    time.sleep(1)
    signal.pthread_kill(threading.get_ident(), signal.SIGTERM)

threading.Thread(target=get_signal, daemon=True).start()
run_worker(1)
print("ended", flush=True)
"""


@pytest.fixture
def port():
    with socket.create_server(("127.0.0.1", 0)) as free:
        return free.getsockname()[1]


@pytest.fixture
def data(tmp_path_factory, tmp_path):
    """A folder that is migrated and empty."""
    folder = tmp_path / "var"
    copy_migrated(shared_folder(tmp_path_factory), folder)
    return folder


def start(folder, script, *arguments):
    unset = {"DATABASE_URL", "PASSERELLE_JOBS_IN_PROCESS"}
    environment = {name: value for name, value in os.environ.items() if name not in unset}
    environment |= {"PASSERELLE_DATA": str(folder), "PYTHONPATH": os.pathsep.join(sys.path), "PASSERELLE_DEBUG": "true"}
    command = [sys.executable, "-c", script, *map(str, arguments)]
    return subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_serves_until_it_is_told_to_end(port, data, number):
    with start(data, SERVE, port) as server:
        assert server.stdout.readline() == "ready\n"
        with pytest.raises(urllib.error.HTTPError, match="404"):
            urllib.request.urlopen(f"http://127.0.0.1:{port}/no/such/page", timeout=60)
        server.send_signal(number)
        assert server.communicate(timeout=60)[0] == "ended\n"
        assert server.returncode == 0


def test_a_port_that_is_taken_is_an_error(data):
    with socket.create_server(("127.0.0.1", 0)) as taken, start(data, SERVE, taken.getsockname()[1]) as server:
        _, errors = server.communicate(timeout=60)
        assert server.returncode == 1
        assert errors.splitlines()[-1].startswith("OSError: [Errno 98] Address already in use")


def test_a_worker_hears_a_signal_that_another_of_its_threads_was_given(tmp_path):
    """The system chooses the thread; it is not the one that waits when all of them were just frozen."""
    with start(tmp_path, WORK) as worker:
        try:
            assert worker.communicate(timeout=60)[0] == "ended\n"
        finally:
            worker.kill()
