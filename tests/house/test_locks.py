"""What is installed is pinned by hash, and no lock file says from where."""

from __future__ import annotations

import re

import pytest

from house.repository import ROOT, name, tracked

LOCKS = [*sorted((ROOT / "requirements").glob("*.txt")), *(p for p in tracked() if p.name == "package-lock.json")]
PIN = re.compile(r"^([A-Za-z0-9_.\-]+)(?:\[[^]]*\])?==(\S+)", re.MULTILINE)


@pytest.mark.parametrize("lock", LOCKS, ids=name)
def test_a_lock_holds_no_address(lock):
    assert "://" not in lock.read_text()


def test_running_and_testing_use_the_same_versions():
    app, dev = (dict(PIN.findall((ROOT / "requirements" / f"{part}.txt").read_text())) for part in ("app", "dev"))
    assert {package: dev.get(package) for package in app} == app


def test_every_dependency_is_locked():
    pyproject = (ROOT / "pyproject.toml").read_text()
    declared = re.search(r"^dependencies = \[(.*?)^\]", pyproject, re.MULTILINE | re.DOTALL)
    names = {
        re.match(r"[A-Za-z0-9_.\-]+", item)[0].lower()
        for item in re.findall(r'^\s*"([^"]+)"', declared[1], re.MULTILINE)
    }
    locked = {package.lower() for package, _ in PIN.findall((ROOT / "requirements" / "app.txt").read_text())}
    assert names - locked == set()
