"""The question's page, and one's own settings."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cast.people import as_actor
from cast.world import bring
from passerelle.contributions import actions as contributions
from passerelle.kinds.talk.question import actions as questions
from passerelle.lib.clock import now
from passerelle.matching import actions
from passerelle.matching.models import Ask, Availability, Unwanted
from passerelle.matching.reading.oneself import oneself
from passerelle.matching.tests.kitchen import agree, everybody
from passerelle.people.models import PersonTopic
from passerelle.topics.actions import merge_topic
from passerelle.topics.finding import find_or_create
from passerelle.web.administration.reading.topics import used_by


@pytest.fixture
def ask_address(cast, kitchen):
    return reverse("help_ask", args=[kitchen.asked.pid, cast.mia.pid])


def test_the_life_of_an_ask_through_its_pages(cast, kitchen, ask_address, visit):
    ada, mia, page = visit(cast.ada), visit(cast.mia), kitchen.asked.get_absolute_url()
    assert ask_address in ada.get(page).text
    assert [reader for reader in everybody(cast) if "Who can help" in visit(reader).get(page).text] == [
        cast.ada,
        cast.sam,
    ]
    assert ada.post(ask_address)["Location"] == page
    shown = ada.get(page).text
    assert f'action="{ask_address}"' not in shown
    assert "You asked, or a community manager did:" in shown
    assert "Ada Orsel asks whether you can help" in mia.get(page).text
    assert "asks whether you can help" not in visit(cast.otto).get(page).text
    answer = reverse("help_answer", args=[kitchen.asked.pid])
    assert mia.post(answer, {"say": "no"})["Location"] == page
    assert "asks whether you can help" not in mia.get(page).text
    assert ada.get(page).text.count("You asked, or a community manager did:") == 1


def test_yes_leads_to_where_one_answers(cast, kitchen, ask_address, visit):
    visit(cast.ada).post(ask_address)
    answer = visit(cast.mia).post(reverse("help_answer", args=[kitchen.asked.pid]), {"say": "yes"})
    assert answer["Location"] == f"{kitchen.asked.get_absolute_url()}#reply"
    assert list(Ask.objects.values_list("waits", flat=True)) == [False]


def test_who_may_not_be_asked_is_refused_in_one_sentence_whatever_the_reason(cast, kitchen, visit):
    ada = visit(cast.ada)
    told = set()
    for person in (cast.otto, cast.sam, cast.ada, cast.root):
        answer = ada.post(reverse("help_ask", args=[kitchen.asked.pid, person.pid]))
        told.add((answer.status_code, "They cannot be asked just now. Choose somebody else." in answer.text))
    assert told == {(403, True)}
    assert visit(cast.otto).post(reverse("help_ask", args=[kitchen.asked.pid, cast.mia.pid])).status_code == 403
    assert visit(cast.gwen).post(reverse("help_ask", args=[kitchen.asked.pid, cast.mia.pid])).status_code == 404


def test_whose_answer_helped_is_asked_once_whether_they_may_be_suggested(cast, places, kitchen, visit):
    ovens, bread = kitchen.topic, find_or_create(["Bread"], "en")[0]
    asked = bring("Which bread?", places.open, cast.ada, "question", topics=[ovens, bread])
    page = asked.get_absolute_url()
    answer = contributions.reply(asked, text="The dark one.", by=as_actor(cast.mia))
    mia = visit(cast.mia)
    assert "May we suggest you" not in mia.get(page).text
    questions.accept(answer, by=as_actor(cast.ada))
    shown = mia.get(page).text
    assert "May we suggest you to others on Bread?" in shown
    assert "May we suggest you to others on Ovens?" not in shown
    assert [reader for reader in everybody(cast) if "May we suggest" in visit(reader).get(page).text] == [cast.mia]
    mia.post(reverse("help_decide", args=[bread.pid]), {"say": "no"})
    assert "May we suggest you" not in mia.get(page).text
    assert not PersonTopic.objects.filter(topic=bread).exists()
    assert "You said: not me" in mia.get(reverse("settings_help")).text
    mia.post(reverse("help_decide", args=[bread.pid]), {"say": "yes"})
    assert PersonTopic.objects.filter(topic=bread, person=cast.mia, discoverable=True).exists()


def test_an_answer_that_somebody_says_helped_counts_as_one_that_was_accepted(cast, places, kitchen, visit):
    asked = bring("Which bread?", places.open, cast.ada, "question", topics=find_or_create(["Bread"], "en"))
    answer = contributions.reply(asked, text="The dark one.", by=as_actor(cast.mia))
    questions.helped(answer, by=as_actor(cast.otto))
    assert "May we suggest you to others on Bread?" in visit(cast.mia).get(asked.get_absolute_url()).text


def test_my_own_page_shows_what_speaks_for_me_and_switches_it_off(cast, places, kitchen, visit):
    mia, here = visit(cast.mia), reverse("settings_help")
    shown = mia.get(here).text
    assert "Which oven?" in shown
    assert "Which oven?" not in visit(cast.ada).get(here).text
    decide = reverse("help_decide", args=[kitchen.topic.pid])
    assert mia.post(decide, {"say": "no"})["Location"] == here
    assert "Undo" in mia.get(here).text
    mia.post(decide, {"say": "yes"})
    assert "Undo" not in mia.get(here).text
    assert "You could be suggested on" not in mia.get(here).text
    PersonTopic.objects.filter(person=cast.mia).delete()
    assert "You could be suggested on" in mia.get(here).text


def test_my_own_page_asks_as_often_for_many_topics_as_for_one(cast, places, kitchen):
    counts, told = [], []
    for number in (0, 1, 2, 3):
        with CaptureQueriesContext(connection) as queries:
            mine = oneself(as_actor(cast.mia))
        counts.append(len(queries))
        told.append([(str(one.topic), [why.title for why in one.why]) for one in mine.agreed])
        topic = find_or_create([f"Stove {number}"], "en")[0]
        asked = bring(f"Which stove, {number}?", places.open, cast.sam, "question", topics=[topic, kitchen.topic])
        contributions.reply(asked, text="This one.", by=as_actor(cast.mia))
        agree(cast.mia, topic)
    assert counts == [counts[0]] * 4
    assert told[1] == [("Ovens", ["Which oven?", "Which stove, 0?"]), ("Stove 0", ["Which stove, 0?"])]


def test_how_often_and_from_when_on(cast, kitchen, visit):
    mia, here = visit(cast.mia), reverse("settings_help")
    day = now().date() + timedelta(days=9)
    assert mia.post(here, {"cap": "3", "paused_until": day.isoformat()}).status_code == 302
    assert list(Availability.objects.values_list("person", "cap", "paused_until")) == [(cast.mia.pk, 3, day)]
    for cap in ("0", "8", "-1", "many", ""):
        assert mia.post(here, {"cap": cap, "paused_until": "someday"}).status_code == 422
    assert Availability.objects.get().cap == 3


def test_a_topic_one_does_not_know_of_is_not_there(cast, places, kitchen, visit):
    hidden = find_or_create(["Vault"], "en")[0]
    bring("Which vault?", places.secret, cast.ada, "question", topics=[hidden])
    decide = reverse("help_decide", args=[hidden.pid])
    assert visit(cast.otto).post(decide, {"say": "yes"}).status_code == 404
    assert visit(cast.mia).post(decide, {"say": "yes"}).status_code == 302


def test_administrators_are_not_told_how_many_said_not_me(cast, kitchen):
    actions.not_me(cast.mia, kitchen.topic, by=as_actor(cast.mia))
    before = used_by(as_actor(cast.root), kitchen.topic)
    actions.not_me(cast.otto, kitchen.topic, by=as_actor(cast.otto))
    assert used_by(as_actor(cast.root), kitchen.topic) == before == ["2 contributions"]


def test_two_topics_become_one_for_those_who_said_not_me_as_well(cast, kitchen):
    stoves = find_or_create(["Stoves"], "en")[0]
    for topic in (kitchen.topic, stoves):
        actions.not_me(cast.mia, topic, by=as_actor(cast.mia))
    actions.not_me(cast.otto, stoves, by=as_actor(cast.otto))
    merge_topic(stoves, kitchen.topic, by=as_actor(cast.root))
    assert sorted(Unwanted.objects.values_list("person", "topic")) == sorted(
        (person.pk, kitchen.topic.pk) for person in (cast.mia, cast.otto)
    )


def test_reading_writes_nothing(cast, kitchen, visit, writes):
    agree(cast.ada, kitchen.topic)
    for reader in (cast.ada, cast.mia):
        browser = visit(reader)
        browser.get(kitchen.asked.get_absolute_url())
        with writes() as made:
            browser.get(kitchen.asked.get_absolute_url())
            browser.get(reverse("settings_help"))
        assert made == []
