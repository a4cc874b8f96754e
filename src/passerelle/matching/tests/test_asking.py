"""Asking somebody: as often as they wish, and their no leaves no trace."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from cast.people import as_actor
from cast.racing import race
from cast.world import bring
from passerelle.journal.decision import Refused
from passerelle.journal.models import Entry
from passerelle.lib.clock import as_of, now
from passerelle.matching import actions, listeners
from passerelle.matching.models import Ask, Availability, Unwanted, Week
from passerelle.matching.tasks import forget
from passerelle.matching.tests.kitchen import agree, everybody
from passerelle.matching.weeks import this_week
from passerelle.notifications.fanning import fan_out
from passerelle.notifications.lines import RELATED, lines
from passerelle.notifications.reading import notices
from passerelle.people import actions as people
from passerelle.people.models import PersonTopic


def sentences(person):
    reader = as_actor(person)
    found = notices(reader).filter(verb="help.asked").select_related(*RELATED)
    return [line.sentence for line in lines(reader, found)]


def tell():
    for entry in Entry.objects.filter(verb="help.asked"):
        fan_out(entry)


def test_only_who_brought_it_and_the_managers_ask(cast, kitchen):
    allowed = []
    for reader in everybody(cast):
        try:
            actions.ask(kitchen.asked, cast.mia, by=as_actor(reader))
        except Refused:
            continue
        allowed.append(reader)
    assert allowed == [cast.ada, cast.sam]
    assert list(Ask.objects.values_list("person", "asker")) == [(cast.mia.pk, cast.ada.pk)]
    assert list(Week.objects.values_list("person", "monday", "asks")) == [(cast.mia.pk, this_week(), 1)]


def test_who_is_asked_is_told_and_the_journal_holds_ids(cast, kitchen, verbs):
    verbs()
    actions.ask(kitchen.asked, cast.mia, by=as_actor(cast.ada))
    assert verbs() == ["help.asked"]
    entry = Entry.objects.get(verb="help.asked")
    assert (entry.subject_id, entry.particulars) == (kitchen.asked.pk, {"person": cast.mia.pk})
    tell()
    assert sentences(cast.mia) == ["Ada Orsel asks whether you can help with “Why does it smoke?”"]
    assert [sentences(person) for person in (cast.ada, cast.sam, cast.root)] == [[], [], []]


def test_yes_and_no_are_the_same_to_everybody(cast, places, kitchen, verbs):
    other = bring("Why is it cold?", places.open, cast.ada, "question", topics=[kitchen.topic])
    for asked in (kitchen.asked, other):
        actions.ask(asked, cast.mia, by=as_actor(cast.ada))
    verbs()
    before = Ask.objects.filter(contribution=other).values().get()
    actions.lay_aside(kitchen.asked, by=as_actor(cast.mia))
    after = Ask.objects.filter(contribution=kitchen.asked).values().get()
    assert verbs() == []
    assert {key for key in after if after[key] != before[key]} == {"id", "contribution_id", "at", "waits"}
    assert list(Week.objects.values_list("asks", flat=True)) == [2]


def test_whoever_asked_thinks_better_of_it_and_learns_of_no_answer_by_it(cast, places, kitchen, verbs, visit):
    other = bring("Why is it cold?", places.open, cast.ada, "question", topics=[kitchen.topic])
    for asked in (kitchen.asked, other):
        actions.ask(asked, cast.mia, by=as_actor(cast.ada))
    actions.lay_aside(other, by=as_actor(cast.mia))
    pages = [visit(cast.ada).get(asked.get_absolute_url()).text for asked in (kitchen.asked, other)]
    assert [page.count("No longer ask Mia Orsel") for page in pages] == [1, 1]
    assert "No longer ask" not in visit(cast.sam).get(other.get_absolute_url()).text
    verbs()
    for reader in (cast.sam, cast.mia, cast.otto, cast.root):
        actions.take_ask_back(kitchen.asked, cast.mia, by=as_actor(reader))
    assert (verbs(), Ask.objects.filter(waits=True).count()) == ([], 1)
    address = reverse("help_take_back", args=[kitchen.asked.pid, cast.mia.pid])
    assert visit(cast.ada).post(address)["Location"] == kitchen.asked.get_absolute_url()
    for asked in (other, other):
        actions.take_ask_back(asked, cast.mia, by=as_actor(cast.ada))
    assert verbs() == ["help.taken_back"] * 2
    tell()
    assert sentences(cast.mia) == []
    # Both look alike, and neither is asked of her again.
    left = [
        Ask.objects.filter(contribution=asked).values("waits", "asker", "person").get()
        for asked in (kitchen.asked, other)
    ]
    assert left == [{"waits": False, "asker": None, "person": cast.mia.pk}] * 2
    page = visit(cast.ada).get(kitchen.asked.get_absolute_url()).text
    assert ("No longer ask" in page, reverse("help_ask", args=[kitchen.asked.pid, cast.mia.pid]) in page) == (
        False,
        False,
    )
    assert "asks whether you can help" not in visit(cast.mia).get(kitchen.asked.get_absolute_url()).text


def test_a_notice_that_comes_late_is_not_told_to_who_said_no_already(cast, kitchen):
    actions.ask(kitchen.asked, cast.mia, by=as_actor(cast.ada))
    actions.lay_aside(kitchen.asked, by=as_actor(cast.mia))
    tell()
    assert sentences(cast.mia) == []


def test_nobody_is_asked_more_often_than_they_wish(cast, places, kitchen):
    later = [bring(f"Oven {n}?", places.open, cast.ada, "question", topics=[kitchen.topic]) for n in range(3)]
    for asked in later[:2]:
        actions.ask(asked, cast.mia, by=as_actor(cast.ada))
    with pytest.raises(Refused, match="Choose somebody else"):
        actions.ask(later[2], cast.mia, by=as_actor(cast.ada))
    actions.set_availability(cast.mia, cap=3, paused_until=None, by=as_actor(cast.mia))
    actions.ask(later[2], cast.mia, by=as_actor(cast.ada))
    with as_of(now() + timedelta(days=7)):
        actions.ask(kitchen.asked, cast.mia, by=as_actor(cast.ada))
    assert sorted(Week.objects.values_list("asks", flat=True)) == [1, 3]


def test_what_is_answered_asks_nobody(cast, places, kitchen):
    with pytest.raises(Refused, match="no longer waits"):
        actions.ask(kitchen.earlier, cast.mia, by=as_actor(cast.sam))
    with pytest.raises(Refused, match="no longer waits"):
        actions.ask(bring("News", places.open, cast.ada), cast.mia, by=as_actor(cast.ada))


@pytest.mark.django_db(transaction=True)
def test_fifty_hands_ask_one_person_at_once(cast, places, kitchen):
    asked = [bring(f"Oven {n}?", places.open, cast.ada, "question", topics=[kitchen.topic]) for n in range(10)]
    race([lambda one=one: actions.ask(one, cast.mia, by=as_actor(cast.ada)) for one in asked])
    assert Ask.objects.filter(person=cast.mia).count() == 2
    assert Week.objects.get(person=cast.mia).asks == 2


def test_not_me_takes_effect_at_once_and_is_undone(cast, kitchen, verbs):
    actions.ask(kitchen.asked, cast.mia, by=as_actor(cast.ada))
    verbs()
    actions.not_me(cast.mia, kitchen.topic, by=as_actor(cast.mia))
    actions.not_me(cast.mia, kitchen.topic, by=as_actor(cast.mia))
    assert verbs() == ["help.decided"]
    assert not PersonTopic.objects.filter(person=cast.mia).exists()
    assert list(Ask.objects.values_list("waits", flat=True)) == [False]
    actions.be_suggested(cast.mia, kitchen.topic, by=as_actor(cast.mia))
    assert list(PersonTopic.objects.values_list("person", "discoverable")) == [(cast.mia.pk, True)]
    assert not Unwanted.objects.exists()


def test_nobody_decides_for_somebody_else(cast, kitchen):
    for reader in everybody(cast):
        if reader == cast.mia:
            continue
        for verb in (actions.be_suggested, actions.not_me):
            with pytest.raises(Refused):
                verb(cast.mia, kitchen.topic, by=as_actor(reader))
        with pytest.raises(Refused):
            actions.set_availability(cast.mia, cap=7, paused_until=None, by=as_actor(reader))


def test_of_somebody_erased_nothing_is_kept_and_of_the_rest_three_months(cast, places, kitchen):
    agree(cast.otto, kitchen.topic)
    for person in (cast.mia, cast.otto):
        actions.ask(kitchen.asked, person, by=as_actor(cast.ada))
    people.erase(cast.mia, by=as_actor("system"))
    listeners.forget_person(entry_id=Entry.objects.get(verb="person.erased").pk)
    assert [row.person_id for table in (Ask, Week, Availability) for row in table.objects.all()] == [cast.otto.pk] * 3
    people.erase(cast.ada, by=as_actor("system"))
    listeners.forget_person(entry_id=Entry.objects.filter(verb="person.erased").latest("pk").pk)
    assert list(Ask.objects.values_list("asker", flat=True)) == [None]
    forget()
    assert [table.objects.count() for table in (Ask, Week)] == [1, 1]
    with as_of(now() + timedelta(days=98)):
        forget()
    assert [table.objects.count() for table in (Ask, Week)] == [0, 0]
