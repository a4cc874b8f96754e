"""Everybody at every door: what anybody finds is theirs to read, and what may be read is found."""

from __future__ import annotations

import re

import pytest

from visibility.canaries import Canaries
from visibility.lists import LISTS, THERE
from visibility.models import WITNESSES
from visibility.people import ACTORS
from visibility.walking import Walk, walk
from visibility.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
AS_WRITTEN = ("quote", "reply_edit", "contribution_edit")  # the source of a text, in which its author pointed by id
TOKEN = re.compile(r"\b[2-9a-hjkmnp-z]{12}\b")


@pytest.fixture(scope="module", params=ACTORS)
def walked(request: pytest.FixtureRequest, seen: World, canaries: Canaries) -> Walk:
    """One actor's walk; every test below looks at it."""
    return walk(seen, canaries, request.param)


def test_no_secret_is_told_to_whom_it_is_not_for(seen, canaries, walked):
    """Bodies, headers, cookies, addresses one is sent to: every word in them came from a row this actor may read."""
    oracle = seen.oracles[walked.actor]
    foreign = [
        (step.answer.address, word, str(canary))
        for step in walked.steps
        for word, canary in canaries.found_in(step.answer.text)
        if not canary.may_be_read_by(oracle)
    ]
    assert foreign == []


def test_nothing_hidden_is_pointed_at(seen, walked):
    """Public ids are the other half of a name: none stands in an answer unless it was asked for or is there for the actor."""
    oracle = seen.oracles[walked.actor]
    hidden = {
        (step.route, each.noun, each.record)
        for step in walked.steps
        if step.route not in AS_WRITTEN
        for token in set(TOKEN.findall(step.answer.text)) - set(TOKEN.findall(step.answer.address))
        if (each := seen.by_pid.get(token)) is not None and not each.may_be_named_to(oracle)
    }
    assert hidden == set()


def test_what_is_there_answers_and_what_is_not_does_not(seen, walked):
    """The plain pages: whether they exist is what the rule says, for every state, and nothing else."""
    oracle = seen.oracles[walked.actor]
    said = {
        (step.route, *(each.id for each in step.asked)): (
            step.answer.is_there,
            THERE[step.route](oracle, step.asked[0].record),
        )
        for step in walked.steps
        if step.route in THERE
    }
    assert {asked: found for asked, found in said.items() if found[0] != found[1]} == {}


@pytest.mark.parametrize("name", LISTS)
def test_a_list_holds_what_it_should_and_nothing_else(seen, walked, name):
    """Feeds, results, inbox, bookmarks, what waits: the set that is shown is the set the rule makes."""
    one = LISTS[name]
    for step in walked.at(one.route):
        if seen.oracles[walked.actor].is_here and one.query == step.query:
            assert one.shown(step) == one.expected(seen, seen.oracles[walked.actor], step), step.answer.address


def test_who_may_read_it_is_told_it(canaries, walked):
    """The walk sees: what is declared as theirs is found by those who stand for its readers."""
    found = {
        f"{canary.model._meta.label}.{canary.column}"
        for step in walked.steps
        for _word, canary in canaries.found_in(step.answer.text)
    }
    assert set(WITNESSES.get(walked.actor, "").split()) - found == set()


def test_no_door_breaks(walked):
    assert [(step.answer.address, step.answer.status) for step in walked.steps if step.answer.status >= 500] == []
