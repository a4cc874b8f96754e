"""Science stands below everything else: it knows neither Django nor the rest of the house."""

from __future__ import annotations

import ast
import sys
from pathlib import Path

FOLDER = Path(__file__).parents[1]


def test_it_imports_nothing_but_numbers():
    assert {path.stem: names for path in sorted(FOLDER.glob("*.py")) if (names := _foreign(path))} == {
        "regrouping": {"numpy"}
    }


def _foreign(path: Path) -> set[str]:
    names = {name for node in ast.walk(ast.parse(path.read_text())) for name in _imported(node)}
    return {name.split(".")[0] for name in names if not name.startswith("passerelle.science")} - sys.stdlib_module_names


def _imported(node: ast.AST) -> list[str]:
    if isinstance(node, ast.ImportFrom):
        return [node.module or ""]
    return [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
