"""A kind that came with a package of its own takes part in all of this, and nothing here was written for it."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.urls import reverse

from passerelle.contributions.kinds import get_kind
from visibility.oracle import TOMBSTONES
from visibility.visitors import ask, browser

pytestmark = pytest.mark.django_db
KIND = "lost"


@pytest.fixture
def heads(seen):
    """Those of this kind that stand for all others."""
    return [head for head in seen.shown if head.kind_slug == KIND]


def test_it_is_there_for_some_in_every_standing(seen, heads):
    things = [seen.facts.things[head.pk] for head in heads]
    assert {thing.standing for thing in things} == {thing.standing for thing in seen.facts.things.values()}
    for oracle in (seen.oracles["member"], seen.oracles["outsider"], seen.oracles["guest_inside"]):
        assert {oracle.sees(thing) for thing in things} == {True, False}


def test_there_is_a_secret_in_each_of_its_own_rows(seen, canaries):
    details = get_kind(KIND).details
    planted = {canary.row for canary in canaries.planted.values() if canary.model is details}
    assert planted == {head.pk for head in seen.things.values() if head.kind_slug == KIND}


@pytest.mark.parametrize("actor", ["member", "outsider", "guest_inside", "suspended"])
def test_its_own_words_are_told_to_whoever_sees_it(seen, canaries, heads, actor):
    details, oracle, client = get_kind(KIND).details, seen.oracles[actor], browser(seen, actor)
    told, right = {}, {}
    for head in heads:
        thing = seen.facts.things[head.pk]
        text = ask(client, reverse("contribution", args=[thing.pid, "-"])).text
        told[head.pk] = {canary.row for _word, canary in canaries.found_in(text) if canary.model is details}
        right[head.pk] = {head.pk} if oracle.sees(thing) and thing.standing not in TOMBSTONES else set()
    assert told == right


def test_no_other_file_of_this_folder_names_it():
    here = Path(__file__)
    assert [path.name for path in here.parent.glob("*.py") if path != here and f"kind_{KIND}" in path.read_text()] == []
