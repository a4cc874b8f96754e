"""Everybody at every door: what anybody finds is theirs to read, and what may be read is found.

One test for each actor, because a walk takes seconds and every question is asked of the same answers. In ``bin/test`` everybody
walks once, some of them on PostgreSQL: pages are the same there, and what they read has tests for everybody on both.
"""

from __future__ import annotations

import re

import pytest

from visibility.canaries import Canaries
from visibility.judging import declared, verdicts
from visibility.models import WITNESSES
from visibility.news import wrong_news
from visibility.people import ON_THE_SECOND, WALKERS
from visibility.twins import told_apart
from visibility.walking import Walk, walk
from visibility.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
# The source of a text, in which its author pointed by id.
AS_WRITTEN = ("quote", "reply_edit", "contribution_edit", "idea_suggest", "article_suggest")
TOKEN = re.compile(r"\b[2-9a-hjkmnp-z]{12}\b")


@pytest.mark.parametrize(
    "actor", [pytest.param(name, marks=pytest.mark.second) if name in ON_THE_SECOND else name for name in WALKERS]
)
def test_what_one_is_told_is_what_one_may_read(seen, canaries, actor):
    made = walk(seen, actor)
    judged = list(verdicts(seen, made))
    assert {
        "secrets of others": foreign(seen, canaries, made),
        "ids of what is hidden": pointed_at(seen, made),
        "pages and lists that are not what the rule says": [each for each in judged if each.told != each.right],
        "judged, or only declared": {(each.surface, each.asked) for each in judged} ^ declared(seen, actor),
        "dots, marks and numbers": wrong_news(seen, made),
        "what should have been told": untold(canaries, made),
        "broken": [step.answer.address for step in made.steps if step.answer.status >= 500],
        "told apart from a world that differs in what is hidden": told_apart(seen, made),
    } == {
        "secrets of others": [],
        "ids of what is hidden": [],
        "pages and lists that are not what the rule says": [],
        "judged, or only declared": set(),
        "dots, marks and numbers": [],
        "what should have been told": [],
        "broken": [],
        "told apart from a world that differs in what is hidden": [],
    }


def foreign(seen: World, canaries: Canaries, walked: Walk) -> list[tuple[str, str]]:
    """Words in bodies, headers, cookies and addresses one is sent to, from rows this actor may not read."""
    oracle = seen.oracles[walked.actor]
    return [
        (step.answer.address, str(canary))
        for step in walked.steps
        for _word, canary in canaries.found_in(step.answer.text)
        if not canary.may_be_read_by(oracle)
    ]


def pointed_at(seen: World, walked: Walk) -> list[tuple[str, str, object]]:
    """Public ids, the other half of a name, of what is not there for the actor and was not asked for."""
    oracle = seen.oracles[walked.actor]
    return [
        (step.route, each.noun, each.record)
        for step in walked.steps
        if step.route not in AS_WRITTEN
        for token in set(TOKEN.findall(step.answer.text)) - set(TOKEN.findall(step.answer.address))
        if (each := seen.by_pid.get(token)) is not None and not each.may_be_named_to(oracle)
    ]


def untold(canaries: Canaries, walked: Walk) -> list[str]:
    """What this actor stands for as its reader and did not find: a walk that sees nothing would prove nothing."""
    found = {
        f"{canary.model._meta.label}.{canary.column}"
        for step in walked.steps
        for _word, canary in canaries.found_in(step.answer.text)
    }
    return sorted(set(WITNESSES.get(walked.actor, "").split()) - found)
