"""What is installed is pinned by hash, and no lock file says from where."""

from __future__ import annotations

import ast
import re
from importlib.metadata import packages_distributions

import pytest

from house.repository import ROOT, SOURCE, name, tracked

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


def test_running_needs_nothing_that_only_testing_installs():
    """A package imported by the product but locked for developers alone would break the first start elsewhere."""
    owners = packages_distributions()
    locked = {_plain(package) for package, _ in PIN.findall((ROOT / "requirements" / "app.txt").read_text())}
    foreign = {top: owner for top in _imported() for owner in owners.get(top, ())}
    assert {
        top: owner for top, owner in foreign.items() if _plain(owner) not in locked | {"passerelle", "watchfiles"}
    } == {}


def _imported() -> set[str]:
    """Top-level names imported by the product, tests aside."""
    trees = [ast.parse(path.read_text()) for path in SOURCE.rglob("*.py") if "tests" not in path.parts]
    nodes = [node for tree in trees for node in ast.walk(tree)]
    plain = {alias.name.split(".")[0] for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    return plain | {
        node.module.split(".")[0]
        for node in nodes
        if isinstance(node, ast.ImportFrom) and node.module and not node.level
    }


def _plain(package: str) -> str:
    return package.lower().replace("_", "-")
