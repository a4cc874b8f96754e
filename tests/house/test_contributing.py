"""CONTRIBUTING.md adds a kind in ten minutes: followed here word by word, in a package outside the tree."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from house.repository import ROOT

GUIDE = (ROOT / "CONTRIBUTING.md").read_text()
FILES = re.findall(r'^```\w+ title="([^"]+)"\n(.*?)^```', GUIDE, re.MULTILINE | re.DOTALL)
COMMANDS = re.findall(r"^```sh run\n(.*?)^```", GUIDE, re.MULTILINE | re.DOTALL)
LIVE = """
import django; django.setup()
from passerelle.contributions.kinds import get_kind
tip = get_kind("tip")
print(tip.retired, tip.initial, [move.slug for move in tip.moves], tip.form(tip.sample["details"]).is_valid())
"""


@pytest.fixture
def package(tmp_path):
    """The files of the guide, installed the way an editable install does it: a path and its metadata."""
    for path, text in FILES:
        file = tmp_path / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    points = tomllib.loads((tmp_path / "pyproject.toml").read_text())["project"]["entry-points"]
    metadata = tmp_path / "passerelle_tip-1.0.dist-info"
    metadata.mkdir()
    (metadata / "METADATA").write_text("Metadata-Version: 2.1\nName: passerelle-tip\nVersion: 1.0\n")
    sections = (
        f"[{group}]\n" + "\n".join(f"{key} = {value}" for key, value in items.items())
        for group, items in points.items()
    )
    (metadata / "entry_points.txt").write_text("\n".join(sections))
    return tmp_path


@pytest.mark.slow
def test_the_guide_can_be_followed(package):
    environment = {
        **{name: value for name, value in os.environ.items() if name != "DATABASE_URL"},
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": f"{package}{os.pathsep}{ROOT / 'src'}",
        "PASSERELLE_DATA": str(package / "var"),
        "DJANGO_SETTINGS_MODULE": "passerelle.settings",
    }

    def run(*command):
        done = subprocess.run(command, cwd=package, env=environment, capture_output=True, text=True)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    printed = "".join(run("sh", "-e", "-c", script) for script in COMMANDS)
    assert "tip" in printed
    assert run(sys.executable, "-c", LIVE) == "False offered ['confirm', 'retire'] True\n"
