"""A SQLite that may damage its own file is not used: every command says so and does nothing."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from drills.installation import environment

SAID = "SQLite 3.51.2 may corrupt its file; install pysqlite3 with 3.51.3 or later."
OLD = """
import sys
sys.path = [place for place in sys.path if place != {here!r}]
del sys.modules["pysqlite3"]
import pysqlite3
pysqlite3.sqlite_version, pysqlite3.sqlite_version_info = "3.51.2", (3, 51, 2)
sys.path.insert(0, {here!r})
"""


@pytest.fixture
def with_old_sqlite(tmp_path):
    """An environment whose SQLite says that it is the last one with the fault."""
    here = tmp_path / "old"
    (here / "pysqlite3").mkdir(parents=True)
    (here / "pysqlite3" / "__init__.py").write_text(OLD.format(here=str(here)))
    variables = environment(tmp_path / "var", "")
    return {**variables, "PYTHONPATH": f"{here}{os.pathsep}{variables['PYTHONPATH']}"}


@pytest.mark.parametrize("command", ["serve", "worker", "migrate"])
def test_it_refuses_to_start(with_old_sqlite, tmp_path, command):
    done = subprocess.run(
        [sys.executable, "-m", "passerelle", command], env=with_old_sqlite, capture_output=True, text=True, timeout=60
    )
    assert (done.returncode, done.stdout, done.stderr) == (1, "", f"{SAID}\n")
    assert not (tmp_path / "var").exists()
