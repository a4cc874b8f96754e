"""Files fit on three screens and are named after what they do."""

from __future__ import annotations

import ast
import re

from house.repository import name, ours, tracked

LONG = 300
BANNED = {"utils", "util", "helpers", "helper", "common", "misc", "base_utils"}


def test_no_file_or_folder_is_called_after_nothing():
    assert [name(path) for path in tracked() if BANNED & {part.split(".")[0].lower() for part in path.parts}] == []


def test_a_long_file_says_why():
    silent = [
        name(path)
        for path in ours(".py")
        if len(path.read_text().splitlines()) > LONG
        and "migrations" not in path.parts
        and not re.search(r"\b(long|length|one file)\b", _docstring(path.read_text()))
    ]
    assert silent == []


def test_every_module_says_what_it_is():
    written = (path for path in ours(".py") if path.name != "__init__.py" and "migrations" not in path.parts)
    assert [name(path) for path in written if not _docstring(path.read_text())] == []


def test_no_unfinished_note_is_left():
    marker = re.compile(r"\b(?:TO" + r"DO|FIX" + r"ME|XX" + r"X)\b")
    assert [name(path) for path in ours(".py", ".html", ".js", ".css", ".md") if marker.search(path.read_text())] == []


def _docstring(source: str) -> str:
    return ast.get_docstring(ast.parse(source)) or ""
