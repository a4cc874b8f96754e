"""The demo organisation, filled and served as a newcomer gets it: by the command line, in a process of its own."""

from __future__ import annotations

import socket
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.request import urlopen

from told import command, copy_demo, environment


@dataclass(frozen=True, slots=True)
class DemoSite:
    """Where it is served, and the sign-in link of each persona."""

    url: str
    links: Mapping[str, str]


@contextmanager
def serve_demo(shared: Path, data: Path) -> Iterator[DemoSite]:
    """Serve a copy of the demo until the end; production settings, so that the browser meets what people meet."""
    said = copy_demo(shared, data)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = str(free.getsockname()[1])
    links = {persona: link.replace(":8000/", f":{port}/") for persona, link in said["links"].items()}
    process = subprocess.Popen(command("serve", "--data", data, "--port", port), env=environment())
    try:
        url = f"http://localhost:{port}"
        _wait_for(url, process)
        yield DemoSite(url, links)
    finally:
        process.terminate()
        process.wait(120)


def _wait_for(url: str, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + 120
    while time.monotonic() < until:
        assert process.poll() is None, "the server did not start"
        try:
            with urlopen(f"{url}/account/login/", timeout=60):
                return
        except OSError:
            time.sleep(0.2)
    raise AssertionError("the server did not answer in time")
