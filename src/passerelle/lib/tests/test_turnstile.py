"""Processes write one after another; who dies in its turn keeps nobody waiting."""

from __future__ import annotations

import fcntl
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from passerelle.lib.sqlite.turnstile import NEXT, Turnstile
from passerelle.lib.sqlite.write_queue import WriteQueue

GREEDY = """
import sys, time
from passerelle.lib.sqlite.turnstile import Turnstile
turnstile = Turnstile(sys.argv[1])
while True:
    turnstile.enter(time.monotonic() + 60)
    print("turn", flush=True)
    time.sleep(0.005)
    turnstile.leave()
"""

ONCE = """
import pathlib, sys, time
from passerelle.lib.sqlite.turnstile import Turnstile
turnstile = Turnstile(sys.argv[1])
turnstile.enter(time.monotonic() + 60)
pathlib.Path(sys.argv[2]).touch()
turnstile.leave()
"""
PATHS = {"PYTHONPATH": ":".join(sys.path)}


@pytest.fixture
def greedy(tmp_path) -> Iterator[subprocess.Popen[str]]:
    """A process that comes again as soon as it left."""
    command = [sys.executable, "-c", GREEDY, str(tmp_path / "line")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=PATHS) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "turn\n"
        yield process
        process.kill()


def test_who_waits_comes_before_who_wrote_last(tmp_path):
    line, wrote = tmp_path / "line", tmp_path / "wrote"
    turnstile = Turnstile(str(line))
    assert turnstile.enter(time.monotonic())
    with subprocess.Popen([sys.executable, "-c", ONCE, line, wrote], env=PATHS) as other:
        try:
            _await_a_next(line)
            turnstile.leave()
            assert turnstile.enter(time.monotonic() + 60)
            assert wrote.exists()
        finally:
            other.kill()


def _await_a_next(line: Path) -> None:
    """Wait until another process has the place of the next."""
    deadline = time.monotonic() + 60
    with line.open("r+") as file, pytest.raises((BlockingIOError, PermissionError)):  # noqa: PT012  # asks until it is taken
        while time.monotonic() < deadline:
            fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB, 1, NEXT)
            fcntl.lockf(file, fcntl.LOCK_UN, 1, NEXT)
            time.sleep(0.01)


def test_waiting_ends_at_its_time_and_with_the_life_of_who_writes(greedy, tmp_path):
    greedy.send_signal(signal.SIGSTOP)
    line = WriteQueue(Turnstile(str(tmp_path / "line")))
    # It was frozen in its turn or between two of them, which is soon over.
    frozen = next((True for _ in range(40) if _is_frozen_in_its_turn(line, greedy)), False)
    assert frozen
    greedy.kill()
    turn = line.wait_for_turn(60, lambda: None)
    assert turn is not None
    line.leave(turn)


def _is_frozen_in_its_turn(line: WriteQueue, greedy: subprocess.Popen[str]) -> bool:
    turn = line.wait_for_turn(0.05, lambda: None)
    if turn is None:
        return True
    line.leave(turn)
    greedy.send_signal(signal.SIGCONT)
    time.sleep(0.003)
    greedy.send_signal(signal.SIGSTOP)
    return False


def test_where_no_file_can_be_made_nobody_waits(tmp_path):
    turnstile = Turnstile(str(tmp_path / "no" / "folder" / "line"))
    assert turnstile.enter(time.monotonic())
    turnstile.leave()
