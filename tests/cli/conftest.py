"""The command line as a person meets it: a process, its two outputs, its exit code."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from told import command, copy_demo, copy_migrated, environment, shared_folder

UNCOLLECTED = {"PASSERELLE_DEBUG": "true"}  # no static files are collected, which takes seconds
Run = Callable[..., subprocess.CompletedProcess[str]]


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
def installation(tmp_path_factory) -> Path:
    """A data folder that is migrated and empty."""
    folder = tmp_path_factory.mktemp("installation") / "var"
    copy_migrated(shared_folder(tmp_path_factory), folder)
    return folder


@pytest.fixture(scope="session")
def demo(tmp_path_factory) -> tuple[Path, dict]:
    """A copy of the demo, and what `demo` said when it was told."""
    folder = tmp_path_factory.mktemp("told") / "var"
    return folder, copy_demo(shared_folder(tmp_path_factory), folder)


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
