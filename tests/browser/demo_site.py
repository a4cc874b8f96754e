"""The demo organisation, filled and served as a newcomer gets it: by the command line, in a process of its own."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.request import urlopen

SOURCE = Path(__file__).parents[2] / "src"


@dataclass(frozen=True, slots=True)
class DemoSite:
    """Where it is served, and the sign-in link of each persona."""

    url: str
    links: Mapping[str, str]


@contextmanager
def serve_demo(data: Path) -> Iterator[DemoSite]:
    """Fill the folder, serve it until the end; production settings, so that the browser meets what people meet."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = str(free.getsockname()[1])
    told = _run(["demo", "--no-serve", "--json", "--data", str(data), "--port", port])
    links = json.loads(told.splitlines()[-1])["links"]
    process = subprocess.Popen(_command("serve", "--data", str(data), "--port", port), env=_environment())
    try:
        url = f"http://localhost:{port}"
        _wait_for(url, process)
        yield DemoSite(url, links)
    finally:
        process.terminate()
        process.wait(60)


def _run(arguments: list[str]) -> str:
    done = subprocess.run(_command(*arguments), env=_environment(), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def _command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "passerelle", *arguments]


def _environment() -> dict[str, str]:
    """Nothing of the test session's own configuration."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PASSERELLE_", "DATABASE_URL"))}
    return {**kept, "PYTHONPATH": str(SOURCE)}


def _wait_for(url: str, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        assert process.poll() is None, "the server did not start"
        try:
            with urlopen(f"{url}/account/login/", timeout=60):
                return
        except OSError:
            time.sleep(0.2)
    raise AssertionError("the server did not answer in time")
