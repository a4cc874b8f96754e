"""Questions under rights: where nothing more happens, and what an answer tells to whom."""

from __future__ import annotations

import pytest

from cast.people import as_actor
from cast.world import bring
from passerelle.contributions.actions import make_move, reply, share, withdraw
from passerelle.journal.decision import Refused
from passerelle.kinds.talk.question import actions
from passerelle.lib.clock import now


@pytest.fixture
def question(cast, places):
    return bring("Which oven?", places.open, cast.ada, "question")


@pytest.fixture
def answer(cast, question):
    return reply(question, text="The blue one.", by=as_actor(cast.mia))


def test_in_an_archived_community_a_question_stands_still(cast, places, question, answer, no_trace, visit):
    places.open.archived_at = now()
    places.open.save()
    ada = as_actor(cast.ada)
    for verb in (
        lambda: make_move(question, "settle", by=ada),
        lambda: actions.accept(answer, by=ada),
        lambda: actions.not_yet(question, by=ada),
    ):
        with no_trace(), pytest.raises(Refused):
            verb()
    page = visit(cast.ada).get(question.get_absolute_url()).content.decode()
    assert "moves/settle" not in page
    assert "accept" not in page


def test_what_was_taken_back_gets_no_new_facts(cast, question, no_trace):
    withdraw(question.body, by=as_actor(cast.ada))
    with no_trace(), pytest.raises(Refused):
        actions.not_yet(question, by=as_actor(cast.ada))
    question.refresh_from_db()
    assert question.facts == {}


def test_the_answer_is_named_to_those_who_read_the_conversation(cast, places, visit):
    question = bring("Which oven?", places.closed, cast.ada, "question")
    actions.accept(reply(question, text="The blue one.", by=as_actor(cast.mia)), by=as_actor(cast.ada))
    share(question, places.open, by=as_actor(cast.ada))
    inside, outside = (visit(who).get(question.get_absolute_url()).content.decode() for who in (cast.sam, cast.otto))
    assert "The answer came from Mia Orsel." in inside
    assert "Which oven?" in outside
    assert "The answer came" not in outside
    assert "Mia" not in outside
