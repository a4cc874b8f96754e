"""Silence is told: to whoever decides, then to the community managers, each once, and to nobody else."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse

from cast.people import as_actor
from cast.world import bring
from passerelle.contributions import actions as contributions
from passerelle.contributions.models import Contribution, Deadline
from passerelle.contributions.reading.moves import history
from passerelle.journal.decision import Refused
from passerelle.kinds.innovation.idea import actions
from passerelle.kinds.innovation.idea.silence import silent
from passerelle.kinds.innovation.idea.tasks import remind
from passerelle.lib.clock import as_of
from passerelle.notifications.tests.told import sentences
from passerelle.people.models import Person
from passerelle.web.waiting import waiting_count
from passerelle.work.worker import run_all

FRIDAY = datetime(2026, 11, 6, 9, tzinfo=UTC)
SAID = "“Slips” waits for its next step longer than promised"


@pytest.fixture
def idea(cast, places):
    with as_of(FRIDAY):
        actions.promise(places.open, 3, by=as_actor(cast.sam))
        return bring("Slips", places.open, cast.ada, "idea", details={"problem": "Paper"})


def owned(idea, cast, who):
    with as_of(FRIDAY):
        actions.name_owner(idea, who, by=as_actor(cast.sam))


def told(cast, days, hour=1):
    """Who has been told, and how often, once the clock has come so far."""
    with as_of(FRIDAY + timedelta(days=days, hours=hour)):
        for _ in range(2):
            remind()
        run_all()
        names = ("ada", "sam", "mia", "otto", "root")
        return {name: many for name in names if (many := sentences(getattr(cast, name)).count(SAID))}


def waits(cast):
    return [waiting_count(as_actor(who)) for who in (cast.mia, cast.sam)]


def test_whoever_decides_is_told_first_then_the_managers_each_once(cast, idea, verbs):
    owned(idea, cast, cast.mia)
    verbs()
    assert (told(cast, 5, hour=-1), waits(cast)) == ({}, [0, 0])
    assert (told(cast, 5), waits(cast)) == ({"mia": 1}, [1, 0])  # three working days from Friday are Wednesday
    assert told(cast, 9) == {"mia": 1}
    assert (told(cast, 10, hour=3), waits(cast)) == ({"mia": 1, "sam": 1}, [1, 1])
    assert told(cast, 40) == {"mia": 1, "sam": 1}
    assert verbs() == ["idea.unanswered"] * 2
    assert not [step for step in history(as_actor(cast.sam), idea, "Ada") if "unanswered" in step.verb]


def test_a_step_is_the_answer_and_the_next_silence_is_told_anew(cast, idea):
    owned(idea, cast, cast.mia)
    told(cast, 5)
    with as_of(FRIDAY + timedelta(days=6)):
        contributions.make_move(idea, "screen", by=as_actor(cast.mia))
    assert (waits(cast), Deadline.objects.exclude(met_at=None).count()) == ([0, 0], 1)
    assert told(cast, 9) == {"mia": 1}
    assert told(cast, 12) == {"mia": 2}


def test_without_anybody_named_the_managers_are_told(cast, idea):
    assert told(cast, 5) == {"sam": 1}
    assert told(cast, 40) == {"sam": 1}


def test_who_decides_by_now_is_told_and_who_did_is_waited_for_no_longer(cast, idea):
    owned(idea, cast, cast.mia)
    told(cast, 5)
    owned(idea, cast, cast.otto)
    assert (told(cast, 6), waits(cast)) == ({"mia": 1, "otto": 1}, [0, 0])
    Person.objects.filter(pk=cast.otto.pk).update(is_active=False)
    assert told(cast, 12, hour=3) == {"mia": 1, "sam": 1}  # what was told stays unread by who is gone


def test_who_is_named_after_the_managers_were_told_is_told_too_and_nobody_else_again(cast, idea):
    assert told(cast, 5) == {"sam": 1}
    owned(idea, cast, cast.mia)
    assert (told(cast, 6), waits(cast)) == ({"mia": 1, "sam": 1}, [1, 1])
    owned(idea, cast, None)
    owned(idea, cast, cast.sam)  # who knows already
    assert (told(cast, 40), waits(cast)) == ({"mia": 1, "sam": 1}, [0, 1])


def test_who_decides_and_manages_is_told_once(cast, idea):
    owned(idea, cast, cast.sam)
    assert [told(cast, days) for days in (5, 12, 20)] == [{"sam": 1}] * 3


def test_what_is_gone_settled_tried_or_from_elsewhere_is_silent_on_purpose(cast, places, idea):
    with as_of(FRIDAY):
        settled = bring("Settled", places.open, cast.ada, "idea", details={"problem": "Paper"})
        for step in ("screen", "explore"):
            contributions.make_move(settled, step, by=as_actor(cast.sam))
    Contribution.objects.filter(pk=settled.pk).update(state="pilot")
    assert told(cast, 5) == {"sam": 1}
    contributions.withdraw(idea.body, by=as_actor(cast.ada))
    run_all()
    assert waits(cast) == [0, 0]
    Person.objects.filter(pk=cast.ada.pk).update(is_imported=True)
    Contribution.objects.filter(pk=settled.pk).update(state="exploring")
    told(cast, 12)
    assert waits(cast) == [0, 0]


def test_the_managers_say_how_soon(cast, places, visit, no_trace):
    page = reverse("idea_promise", args=[places.open.pid])
    assert visit(cast.ada).get(page).status_code == 404
    assert visit(cast.sam).post(page, {"working_days": "0"}).status_code == 422
    assert visit(cast.sam).post(page, {"working_days": "7"}).status_code == 302
    bring("Slips", places.open, cast.ada, "idea", details={"problem": "Paper"})
    assert "within 7 working days" in visit(cast.otto).get(reverse("idea_board", args=[places.open.pid])).text
    for who, days in ((cast.ada, 5), (cast.sam, 0)):
        with no_trace(), pytest.raises(Refused):
            actions.promise(places.open, days, by=as_actor(who))


def test_looking_costs_the_same_however_many_wait(cast, places, idea, django_assert_num_queries):
    for title in ("One", "Two", "Three"):
        with as_of(FRIDAY):
            bring(title, places.open, cast.ada, "idea", details={"problem": "Paper"})
        with as_of(FRIDAY + timedelta(days=9)), django_assert_num_queries(3):
            assert idea in silent(100)
