"""A question: open until an answer helped; accepted, set aside, opened again."""

from __future__ import annotations

import pytest
from django.urls import reverse

from cast.people import as_actor
from cast.world import bring
from passerelle.contributions import actions as contributions
from passerelle.contributions.models import Contribution
from passerelle.contributions.reading.feed import Filters, feed
from passerelle.contributions.reading.moves import history
from passerelle.journal.decision import Refused
from passerelle.journal.models import Entry
from passerelle.kinds.talk.question import actions, listeners
from passerelle.kinds.talk.question.models import Helped, Question


@pytest.fixture
def asked(cast, places):
    return bring("Which oven?", places.open, cast.ada, "question")


@pytest.fixture
def answer(cast, asked):
    return contributions.reply(asked, text="The blue one.", by=as_actor(cast.mia))


def state(contribution):
    head = Contribution.objects.unscoped("a test").get(pk=contribution.pk)
    return head.state, head.facts["accepted"], head.facts["not_yet"]


def unanswered(cast, places):
    page = feed(as_actor(cast.mia), [places.open.pk], filters=Filters(kind="question", only="unanswered"))
    return [card.title for card in page.cards]


def test_the_life_of_a_question_through_its_page(cast, places, asked, answer, visit, verbs):
    ada = visit(cast.ada)
    page = asked.get_absolute_url()
    accept = reverse("question_accept", args=[asked.pid, answer.pid])
    assert accept in ada.get(page).text
    assert accept not in visit(cast.mia).get(page).text
    verbs()
    assert ada.post(accept)["Location"] == page
    assert (state(asked), unanswered(cast, places)) == (("answered", True, False), [])
    assert "The answer came from Mia Orsel." in visit(cast.otto).get(page).text
    assert ada.post(reverse("question_not_yet", args=[asked.pid])).status_code == 302
    assert (state(asked), unanswered(cast, places)) == (("open", False, True), ["Which oven?"])
    assert "still looks for an answer" in visit(cast.otto).get(page).text
    ada.post(accept)
    assert ada.post(reverse("move", args=[asked.pid, "reopen"])).status_code == 302
    assert state(asked) == ("open", False, False)
    assert "The answer came from" not in visit(cast.otto).get(page).text
    assert verbs() == ["question.accepted", "question.not_yet", "question.accepted", "contribution.moved"]


def test_it_helped_me_is_said_and_taken_back(cast, asked, answer, visit, verbs):
    verbs()
    address = reverse("question_helped", args=[asked.pid, answer.pid])
    for person in (cast.otto, cast.sam):
        assert visit(person).post(address).status_code == 302
    assert "helped 2 people" in visit(cast.ada).get(asked.get_absolute_url()).text
    visit(cast.otto).post(address)
    assert list(Helped.objects.values_list("person", flat=True)) == [cast.sam.pk]
    assert verbs() == ["question.helped", "question.helped", "question.helped_withdrawn"]
    assert Entry.objects.last().particulars == {"post": answer.pk, "author": cast.mia.pk}


def test_ones_own_reply_and_the_question_itself_help_nobody(cast, asked, answer, no_trace):
    for post, who in (
        (answer, cast.mia),
        (asked.body, cast.mia),
        (answer, None),
        (answer, cast.eve),
        (answer, "system"),
    ):
        with no_trace(), pytest.raises(Refused):
            actions.helped(post, by=as_actor(who))


@pytest.mark.parametrize("who", ["mia", "otto", "gwen", "root"])
def test_others_accept_nothing_and_ask_no_further(cast, asked, answer, no_trace, who):
    actor = as_actor(getattr(cast, who))
    with no_trace(), pytest.raises(Refused):
        actions.accept(answer, by=actor)
    with no_trace(), pytest.raises(Refused):
        actions.not_yet(asked, by=actor)


def test_a_community_manager_may_accept_but_not_say_not_yet(cast, asked, answer):
    sam = as_actor(cast.sam)
    actions.accept(answer, by=sam)
    assert state(asked) == ("answered", True, False)
    with pytest.raises(Refused):
        actions.not_yet(asked, by=sam)


def test_only_a_living_reply_of_this_question_is_accepted(cast, places, asked, answer, visit, no_trace):
    ada = as_actor(cast.ada)
    contributions.withdraw(answer, by=as_actor(cast.mia))
    answer.refresh_from_db()
    for post in (asked.body, answer):
        with no_trace(), pytest.raises(Refused):
            actions.accept(post, by=ada)
    other = contributions.reply(bring("Other", places.open, cast.ada), text="No question", by=as_actor(cast.mia))
    with no_trace():
        wrong = visit(cast.ada).post(reverse("question_accept", args=[asked.pid, other.pid]))
        elsewhere = visit(cast.ada).post(reverse("question_accept", args=[other.contribution.pid, other.pid]))
    assert (wrong.status_code, elsewhere.status_code) == (404, 404)


def test_when_its_answer_goes_the_question_is_open_again(cast, places, asked, answer, verbs):
    actions.accept(answer, by=as_actor(cast.ada))
    contributions.withdraw(answer, by=as_actor(cast.mia))
    verbs()
    gone = Entry.objects.get(verb="reply.withdrawn")
    for _ in range(2):
        listeners.answer_gone(entry_id=gone.pk)
    assert (state(asked), Question.objects.get().accepted_id) == (("open", False, False), None)
    assert verbs() == ["contribution.moved"]


def test_what_was_taken_back_is_not_opened_again(cast, asked, answer, no_trace):
    actions.accept(answer, by=as_actor(cast.ada))
    contributions.withdraw(answer, by=as_actor(cast.mia))
    contributions.withdraw(asked.body, by=as_actor(cast.ada))
    with no_trace():
        listeners.answer_gone(entry_id=Entry.objects.get(verb="reply.withdrawn").pk)


def test_a_question_that_is_gone_takes_no_mark(cast, asked, answer, no_trace):
    contributions.withdraw(asked.body, by=as_actor(cast.ada))
    with no_trace(), pytest.raises(Refused):
        actions.helped(answer, by=as_actor(cast.otto))
    with no_trace(), pytest.raises(Refused):
        actions.accept(answer, by=as_actor(cast.ada))


def test_an_accepted_answer_stands_under_what_happened(cast, asked, answer):
    actions.accept(answer, by=as_actor(cast.ada))

    steps = history(as_actor(cast.mia), asked, cast.ada.name)

    assert [step.words for step in steps] == [f"Published by {cast.ada.name}", f"{cast.ada.name} accepted an answer"]


def test_who_published_for_an_author_is_not_their_author(cast, asked):
    Entry.objects.filter(verb="contribution.published", contribution_id=asked.pk).update(actor_id=None)

    assert [step.words for step in history(as_actor(cast.mia), asked, cast.ada.name)] == [
        f"Published by {cast.ada.name}"
    ]
