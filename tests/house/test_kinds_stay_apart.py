"""The core never learns a kind's name: nothing below kinds/ imports, compares, filters on or keys by one."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from house.repository import SOURCE, name
from passerelle.contributions.kinds import all_kinds

BELOW = [
    "matching",
    "moderation",
    "trail",
    "notifications",
    "search",
    "live",
    "contributions",
    "communities",
    "people",
    "topics",
    "journal",
    "work",
    "ui",
    "lib",
]
FILES = [path for module in BELOW for path in (SOURCE / module).rglob("*.py") if "tests" not in path.parts]


@pytest.mark.parametrize("path", FILES, ids=name)
def test_no_kind_is_named_below_kinds(path):
    slugs = {kind.slug for kind in all_kinds()}
    assert list(_uses(ast.parse(path.read_text()), slugs)) == []


def test_the_rule_finds_what_it_forbids():
    source = """
if contribution.kind_slug == "idea": pass
if kind in ("idea", "signal"): pass
Contribution.objects.filter(kind_slug="idea")
LABELS = {"idea": "Idea"}
LABELS["idea"]
match slug:
    case "idea": pass
from passerelle.kinds.talk import update
"""
    assert sorted(line for line, _ in _uses(ast.parse(source), {"idea"})) == [2, 3, 4, 5, 6, 8, 9]


def _uses(tree: ast.AST, slugs: set[str]) -> Iterator[tuple[int, str]]:
    """Each line that treats a slug as a value to decide by, with the slug."""
    for node in ast.walk(tree):
        for value in _deciding(node):
            if isinstance(value, ast.Constant) and value.value in slugs:
                yield value.lineno, value.value
        imported = node.module if isinstance(node, ast.ImportFrom) else None
        if imported and imported.startswith("passerelle.kinds."):
            yield node.lineno, imported


def _deciding(node: ast.AST) -> list[ast.expr]:
    """The expressions of a node whose value decides something."""
    match node:
        case ast.Compare():
            return [part for side in (node.left, *node.comparators) for part in _spread(side)]
        case ast.Dict():
            return [key for key in node.keys if key]
        case ast.Subscript():
            return [node.slice]
        case ast.MatchValue():
            return [node.value]
        case ast.keyword(arg=str(argument)) if "kind" in argument:
            return _spread(node.value)
    return []


def _spread(node: ast.expr) -> list[ast.expr]:
    return node.elts if isinstance(node, ast.Tuple | ast.List | ast.Set) else [node]


def test_the_modules_below_are_still_there():
    assert [module for module in BELOW if not Path(SOURCE / module).is_dir()] == []
