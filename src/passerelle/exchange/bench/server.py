"""``passerelle serve``, and a server with nothing in it, each in a process of its own as an installation runs it."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

PATIENCE = 60.0


class NotServed(RuntimeError):
    """The server did not come up."""


@dataclass(frozen=True, slots=True)
class Served:
    """A running server."""

    port: int
    process: subprocess.Popen[bytes]

    def rss_mb(self) -> float:
        """The memory it holds now."""
        command = ["ps", "-o", "rss=", "-p", str(self.process.pid)]
        return round(int(subprocess.run(command, capture_output=True, check=True).stdout) / 1024, 1)  # noqa: S603  # a constant command


@contextmanager
def served(data: Path) -> Iterator[Served]:
    """Serve a data folder with production settings until the block ends; raises NotServed when it does not come up."""
    port = _free_port()
    with _running("passerelle", "serve", "--data", str(data), "--port", str(port), port=port) as server:
        yield server


@contextmanager
def hello() -> Iterator[Served]:
    """Serve the bare function until the block ends; raises NotServed when it does not come up."""
    port = _free_port()
    with _running("passerelle.exchange.bench.hello", str(port), port=port) as server:
        yield server


@contextmanager
def _running(module: str, *arguments: str, port: int) -> Iterator[Served]:
    plain = {name: value for name, value in os.environ.items() if not name.startswith("PASSERELLE_")}
    command = [sys.executable, "-m", module, *arguments]
    process = subprocess.Popen(command, env=plain, stdout=subprocess.DEVNULL)  # noqa: S603  # our own command
    try:
        _wait(process, port)
        yield Served(port, process)
    finally:
        process.terminate()
        process.wait(30)


def _wait(process: subprocess.Popen[bytes], port: int) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and process.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=5).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise NotServed("The server did not come up; what it said stands above.")


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return int(listening.getsockname()[1])
