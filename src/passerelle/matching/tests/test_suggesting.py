"""Who is shown to whoever looks for help, and with what beside their name."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cast.people import as_actor
from cast.world import bring
from passerelle.communities.models import Membership
from passerelle.contributions import actions as contributions
from passerelle.journal.decision import Refused
from passerelle.kinds.talk.question import actions as questions
from passerelle.lib.clock import as_of, now
from passerelle.matching import actions
from passerelle.matching.models import Week
from passerelle.matching.reading.suggesting import suggestions
from passerelle.matching.tests.kitchen import agree, everybody
from passerelle.matching.weeks import this_week
from passerelle.people import actions as people
from passerelle.people.models import Person, Unit
from passerelle.topics.finding import find_or_create
from passerelle.work.worker import run_all


def shown(asked, reader):
    return {
        one.person.name.split()[0]: [(each.form.value, each.title) for each in one.why]
        for one in suggestions(as_actor(reader), asked)
    }


def names(asked, reader):
    return sorted(shown(asked, reader))


def test_who_agreed_is_shown_with_what_speaks_for_them(cast, kitchen):
    assert shown(kitchen.asked, cast.ada) == {"Mia": [("accepted", "Which oven?")]}


def test_nobody_is_shown_who_did_not_agree_not_even_to_a_manager_or_an_administrator(cast, kitchen):
    people.set_topics(cast.otto, {kitchen.topic: False}, by=as_actor(cast.otto))
    agree(cast.root, find_or_create(["Bread"], "en")[0])
    assert [names(kitchen.asked, reader) for reader in (cast.sam, cast.root)] == [["Mia"], ["Mia"]]
    actions.not_me(cast.mia, kitchen.topic, by=as_actor(cast.mia))
    assert [names(kitchen.asked, reader) for reader in (cast.ada, cast.sam, cast.root)] == [[], [], []]


def test_who_may_be_asked(cast, places, kitchen):
    for person in everybody(cast):
        if person not in (cast.eve, cast.iris):
            agree(person, kitchen.topic)
    # Eve's time is over and Iris's account is closed: they said so when they were here.
    for gone in (cast.eve, cast.iris):
        gone.knows.create(topic=kitchen.topic, discoverable=True)
    here = ["Fred", "Mia", "Otto", "Root", "Sam"]
    assert names(kitchen.asked, cast.ada) == here
    away = now().date() + timedelta(days=3)
    actions.set_availability(cast.otto, cap=2, paused_until=away, by=as_actor(cast.otto))
    Week.objects.create(person=cast.root, monday=this_week(), asks=2)
    people.erase(cast.fred, by=as_actor("system"))
    contributions.reply(kitchen.asked, text="Open the flap.", by=as_actor(cast.sam))
    assert names(kitchen.asked, cast.ada) == ["Mia"]
    with as_of(now() + timedelta(days=8)):
        assert names(kitchen.asked, cast.ada) == ["Mia", "Otto", "Root"]


def test_in_a_closed_community_only_its_members_are_asked_and_partners_meet_their_own(cast, places, kitchen):
    for person in (cast.otto, cast.gwen, cast.gil):
        agree(person, kitchen.topic)
    closed = bring("Who has a key?", places.closed, cast.ada, "question", topics=[kitchen.topic])
    shared = bring("Who has a van?", places.shared, cast.gwen, "question", topics=[kitchen.topic])
    assert names(closed, cast.ada) == ["Mia"]
    # Gwen reads nothing of the open community: nothing of it speaks for anybody before her.
    assert shown(shared, cast.gwen) == {"Mia": []}


def test_nothing_speaks_for_anybody_that_not_every_colleague_may_read(cast, places, kitchen):
    inside = bring("Secret oven?", places.closed, cast.ada, "question", topics=[kitchen.topic])
    answer = contributions.reply(inside, text="The red one.", by=as_actor(cast.mia))
    questions.accept(answer, by=as_actor(cast.ada))
    gone = bring("Old oven?", places.open, cast.sam, "question", topics=[kitchen.topic])
    contributions.reply(gone, text="The green one.", by=as_actor(cast.mia))
    contributions.withdraw(gone.body, by=as_actor(cast.sam))
    other = bring("Which bread?", places.open, cast.sam, "question", topics=find_or_create(["Bread"], "en"))
    contributions.reply(other, text="The dark one.", by=as_actor(cast.mia))
    assert shown(kitchen.asked, cast.ada) == {"Mia": [("accepted", "Which oven?")]}


def test_what_speaks_for_somebody_is_told_once_for_each_place_and_never_more_than_three_times(cast, places, kitchen):
    for number in range(4):
        asked = bring(f"Oven {number}?", places.open, cast.sam, "question", topics=[kitchen.topic])
        for _time in range(2):
            contributions.reply(asked, text="Like this.", by=as_actor(cast.mia))
    idea = bring("Bigger ovens", places.open, cast.mia, "idea", topics=[kitchen.topic])
    own = bring("Whose oven?", places.open, cast.mia, "question", topics=[kitchen.topic])
    contributions.reply(own, text="Mine.", by=as_actor(cast.mia))
    told = shown(kitchen.asked, cast.ada)["Mia"]
    assert told == [("accepted", "Which oven?"), ("role", idea.title), ("answer", "Oven 3?")]


def test_a_question_without_topics_is_about_what_it_resembles(cast, places, kitchen):
    agree(cast.otto, kitchen.topic)
    asked = bring("Which oven smokes?", places.open, cast.ada, "question")
    run_all()
    assert shown(asked, cast.ada) == {"Mia": [("accepted", "Which oven?")]}
    actions.ask(asked, cast.mia, by=as_actor(cast.ada))
    with pytest.raises(Refused):
        actions.ask(asked, cast.otto, by=as_actor(cast.ada))
    actions.not_me(cast.mia, kitchen.topic, by=as_actor(cast.mia))
    assert shown(bring("Which oven is dear?", places.open, cast.ada, "question"), cast.ada) == {}


def test_two_from_another_unit_are_among_five(cast, kitchen):
    units = list(Unit.objects.order_by("pk"))
    crowd = [
        Person(name=f"P{n:02}", sort_name=f"p{n:02}", organisation=cast.ada.organisation, unit=units[n >= 6])
        for n in range(8)
    ]
    Person.objects.bulk_create(crowd)
    for person in crowd:
        agree(person, kitchen.topic)
        Week.objects.create(person=person, monday=this_week() - timedelta(weeks=1), asks=1)
    Person.objects.filter(pk=cast.ada.pk).update(unit=units[0])
    found = suggestions(as_actor(cast.ada), kitchen.asked)
    assert len(found) == 5
    assert [one.person.name for one in found] == sorted(one.person.name for one in found)
    assert {one.person.name for one in found if one.is_elsewhere} >= {"P06", "P07"}
    assert {one.person.name: one.is_free for one in found if not one.is_elsewhere} == dict.fromkeys(
        [one.person.name for one in found if not one.is_elsewhere], True
    )


def test_away_or_asked_already_this_week_is_said_in_words(cast, kitchen):
    Week.objects.create(person=cast.mia, monday=this_week(), asks=1)
    assert [(one.is_free, one.is_away) for one in suggestions(as_actor(cast.ada), kitchen.asked)] == [(False, False)]
    Person.objects.filter(pk=cast.mia.pk).update(leave_from=now().date(), leave_until=now().date())
    assert [(one.is_free, one.is_away) for one in suggestions(as_actor(cast.ada), kitchen.asked)] == [(False, True)]


@pytest.mark.parametrize("more", [0, 6])
def test_whom_to_ask_costs_the_same_however_many_they_are(cast, places, kitchen, more):
    for number in range(more):
        asked = bring(f"Oven {number}?", places.open, cast.sam, "question", topics=[kitchen.topic])
        person = Person.objects.create(name=f"P{number}", organisation=cast.ada.organisation, unit=cast.ada.unit)
        agree(person, kitchen.topic)
        Membership.objects.create(community=places.open, person=person)
        contributions.reply(asked, text="Like this.", by=as_actor(person))
    actor = as_actor(cast.ada)
    with CaptureQueriesContext(connection) as queries:
        assert len(suggestions(actor, kitchen.asked)) == min(5, more + 1)
    assert len(queries) == 14
