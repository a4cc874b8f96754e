"""The table of broken rules fits the code: each change has its one place, each test it names is there."""

from __future__ import annotations

import ast

import pytest

from drills.mutations import Mutation, mutations
from house.repository import ROOT

ALL = mutations()


def test_there_are_enough():
    assert len(ALL) >= 25
    assert len({mutation.rule for mutation in ALL}) == len(ALL)


@pytest.mark.parametrize("mutation", ALL, ids=lambda mutation: mutation.rule)
def test_a_mutation_has_its_one_place_and_its_test(mutation: Mutation):
    source = mutation.path(ROOT).read_text()
    ast.parse(mutation.broken(source))
    file, _, name = mutation.test.partition("::")
    tests = ast.parse((ROOT / file).read_text()).body
    named = {each.name for each in tests if isinstance(each, ast.FunctionDef)}
    assert not name or name.partition("[")[0] in named
