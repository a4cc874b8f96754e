"""The command line as a person meets it: a process, its two outputs, its exit code."""

from __future__ import annotations

import fcntl
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from house.repository import ROOT

UNCOLLECTED = {"PASSERELLE_DEBUG": "true"}  # no static files are collected, which takes seconds
Run = Callable[..., subprocess.CompletedProcess[str]]


def environment(**settings: str) -> dict[str, str]:
    """What a process of a new installation sees: nothing of this test session."""
    ours = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("PASSERELLE_", "DJANGO_")) and name not in {"DATABASE_URL", "REDIS_URL"}
    }
    return {**ours, "PYTHONPATH": str(ROOT / "src"), **settings}


def command(*arguments: object) -> list[str]:
    return [sys.executable, "-m", "passerelle", *map(str, arguments)]


@pytest.fixture(scope="session")
def passerelle(tmp_path_factory) -> Run:
    """``passerelle("kinds", "--json")`` runs a command to its end, in a folder where nothing is."""
    here = tmp_path_factory.mktemp("here")

    def run(*arguments: object, stdin: str = "", **settings: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            command(*arguments),
            cwd=here,
            env=environment(**settings),
            input=stdin,
            capture_output=True,
            text=True,
            timeout=300,
        )

    return run


@pytest.fixture(scope="session")
def installation(tmp_path_factory, passerelle) -> Path:
    """A data folder that is migrated and empty."""
    folder = tmp_path_factory.mktemp("installation") / "var"
    assert passerelle("migrate", "--data", folder).returncode == 0
    return folder


@pytest.fixture(scope="session")
def demo(tmp_path_factory, passerelle) -> tuple[Path, dict]:
    """The demo's folder and what `demo` said of it; told once, whatever the number of test processes."""
    shared = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        shared = shared.parent
    folder, said = shared / "demo-var", shared / "demo.json"
    with (shared / "demo.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not said.exists():
            done = passerelle("demo", "--no-serve", "--json", "--data", folder, **UNCOLLECTED)
            assert done.returncode == 0, done.stderr
            said.write_text(done.stdout.splitlines()[-1])
    return folder, json.loads(said.read_text())


def last_line(done: subprocess.CompletedProcess[str]) -> dict:
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


def sentence(done: subprocess.CompletedProcess[str]) -> str:
    """What a refused command said: one sentence on stderr, after its progress bar if there was one, and nothing of ours behind it."""
    assert done.returncode != 0
    assert "Traceback" not in done.stderr
    said = [line for line in done.stderr.splitlines() if line.strip() and "━" not in line]
    assert len(said) == 1, done.stderr
    return said[0]
