"""Every verb anybody records has words for the journal that administrators read."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from fnmatch import fnmatch

import pytest

from house.repository import SOURCE, name, ours
from passerelle.contributions.kinds import all_kinds
from passerelle.web.administration.reading.verbs import VERBS, in_words

VERB = re.compile(r"[a-z_*]+\.[a-z_*]+")
RECORDING = {"record", "_record", "_told", "new_entry", "record_many"}


def test_every_verb_has_words():
    recorded = {verb: where for path in ours(".py") if is_product(path) for verb, where in verbs_in(path)}
    assert len(recorded) > 60
    assert {verb: where for verb, where in recorded.items() if not known(verb)} == {}


@pytest.mark.parametrize("kind", all_kinds(), ids=lambda kind: kind.slug)
def test_no_kind_renames_a_verb_of_the_house(kind):
    assert set(kind.entries) & set(VERBS) == set()


def test_a_verb_whose_kind_is_gone_is_shown_as_it_is():
    assert in_words("vanished.done") == "vanished.done"


def known(verb):
    every = [*VERBS, *(own for kind in all_kinds() for own in kind.entries)]
    return any(fnmatch(one, verb) for one in every)


def is_product(path):
    return path.is_relative_to(SOURCE) and "tests" not in path.parts


def verbs_in(path) -> Iterator[tuple[str, str]]:
    """Verbs as they stand in a call that records; what is put together is a pattern. A name given on is looked up in the module."""
    tree = ast.parse(path.read_text())
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and called(node) in RECORDING]
    names = {node.id for call in calls for node in ast.walk(call) if isinstance(node, ast.Name)}
    given = [node.value for node in ast.walk(tree) if isinstance(node, ast.Assign) and names & targets(node)]
    for node in (inner for outer in [*calls, *given] for inner in ast.walk(outer)):
        verb = pattern(node)
        if VERB.fullmatch(verb):
            yield verb, f"{name(path)}:{node.lineno}"


def called(call: ast.Call) -> str:
    return (
        call.func.id
        if isinstance(call.func, ast.Name)
        else call.func.attr
        if isinstance(call.func, ast.Attribute)
        else ""
    )


def targets(node: ast.Assign) -> set[str]:
    return {one.id for target in node.targets for one in ast.walk(target) if isinstance(one, ast.Name)}


def pattern(node: ast.AST) -> str:
    if isinstance(node, ast.JoinedStr):
        return "".join(part.value if isinstance(part, ast.Constant) else "*" for part in node.values)
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""
