"""The same lines in two files of the product are one function not written yet."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from house.repository import SOURCE, name, ours

MOST = 10  # equal lines in a row, of those that say something


def test_no_two_files_hold_the_same_lines():
    """Without comments, docstrings, imports and signatures, and brackets that stand alone."""
    found = defaultdict(set)
    for path in ours(".py"):
        if path.is_relative_to(SOURCE) and not {"tests", "migrations"} & set(path.parts):
            lines = _lines(path)
            for first in range(len(lines) - MOST):
                run = tuple(text for _number, text in lines[first : first + MOST + 1])
                found[run].add((name(path), lines[first][0]))
    assert [sorted(places) for places in found.values() if len({path for path, _line in places}) > 1] == []


def _lines(path: Path) -> list[tuple[int, str]]:
    source = path.read_text()
    apart = {line for node in ast.walk(ast.parse(source)) for line in _apart(node)}
    bare = ((number, line.partition("#")[0].strip()) for number, line in enumerate(source.splitlines(), 1))
    return [(number, line) for number, line in bare if number not in apart and re.search(r"\w", line)]


def _apart(node: ast.AST) -> Iterator[int]:
    """The lines that are alike because the language wants them so."""
    match node:
        case ast.Import() | ast.ImportFrom() | ast.Expr(value=ast.Constant(value=str())):
            yield from range(node.lineno, (node.end_lineno or node.lineno) + 1)
        case ast.FunctionDef() | ast.AsyncFunctionDef():
            yield from range(node.lineno, node.body[0].lineno)
