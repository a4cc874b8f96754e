"""No file says on which machine or from which package server it was made."""

from __future__ import annotations

import re

import pytest

from house.repository import name, ours

SUFFIXES = (".py", ".md", ".toml", ".txt", ".html", ".js", ".css", ".json", ".yml", ".po", ".cfg", "")
# Written in pieces, or this file would find itself.
SERVERS = re.compile(
    "|".join(("pypi" + r"\.org", "python" + r"hosted\.", "registry" + r"\.npmjs", "registry" + r"\.yarnpkg"))
)
MACHINES = re.compile(
    r"(?<![\w.])/(?:" + "|".join(("root", "home/[a-z]+", "Users/[A-Za-z]+", "work/[a-z]+", "opt/[a-z]+")) + r")/"
)


@pytest.mark.parametrize("rule", [SERVERS, MACHINES], ids=["package servers", "machine paths"])
def test_no_file_names_a_place(rule):
    found = [
        f"{name(path)}: {match[0]}"
        for path in ours(*SUFFIXES)
        for match in rule.finditer(path.read_text(errors="ignore"))
    ]
    assert found == []
