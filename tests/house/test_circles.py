"""No module reaches itself through its imports, also not through one that waits inside a function.

What is imported for types alone is no import: it is not there when the code runs.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

from house.repository import SOURCE

PACKAGE = SOURCE.name


def test_no_import_leads_back():
    TopologicalSorter(_graph(SOURCE.parent)).prepare()


def test_a_circle_is_found(tmp_path):
    (tmp_path / PACKAGE).mkdir()
    (tmp_path / PACKAGE / "one.py").write_text(f"from {PACKAGE}.two import b\n")
    (tmp_path / PACKAGE / "two.py").write_text(f"def b():\n    from {PACKAGE} import one\n")
    with pytest.raises(CycleError):
        TopologicalSorter(_graph(tmp_path)).prepare()


def _graph(root: Path) -> Mapping[str, set[str]]:
    """Each module of ours with those it imports."""
    paths = {_dotted(path.relative_to(root)): path for path in (root / PACKAGE).rglob("*.py") if _is_product(path)}
    return {
        module: {known for name in _imported(path, module) if (known := _known(name, paths)) and known != module}
        for module, path in paths.items()
    }


def _is_product(path: Path) -> bool:
    return not {"tests", "migrations"} & set(path.parts)


def _dotted(path: Path) -> str:
    return ".".join(path.with_suffix("").parts).removesuffix(".__init__")


def _known(name: str, paths: Mapping[str, Path]) -> str | None:
    """The module a name is taken from: itself, or the one it stands in."""
    return name if name in paths else name.rpartition(".")[0] if name.rpartition(".")[0] in paths else None


@cache
def _imported(path: Path, module: str) -> tuple[str, ...]:
    package = module if path.name == "__init__.py" else module.rpartition(".")[0]
    return tuple(_names(ast.parse(path.read_text()), package))


def _names(node: ast.AST, package: str) -> Iterator[str]:
    """What a piece of code imports at run time, as dotted names."""
    match node:
        case ast.If(test=ast.Name(id="TYPE_CHECKING")):
            return
        case ast.Import():
            yield from (alias.name for alias in node.names)
        case ast.ImportFrom():
            above = package.split(".")[: len(package.split(".")) - (node.level - 1)] if node.level else []
            origin = ".".join(filter(None, [*above, node.module]))
            yield from (f"{origin}.{alias.name}" for alias in node.names)
    for child in ast.iter_child_nodes(node):
        yield from _names(child, package)
