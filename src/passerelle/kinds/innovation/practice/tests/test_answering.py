"""Whoever answers for a site says what it does there, and others hear of it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from cast.people import as_actor
from passerelle.contributions.models import Deadline
from passerelle.journal.actor import system_actor
from passerelle.journal.decision import Refused
from passerelle.kinds.innovation.practice.actions import answer, give_up, take_into_use
from passerelle.kinds.innovation.practice.tests.asking import focal, page, today, waits
from passerelle.notifications.models import Notice
from passerelle.work.worker import run_all


@pytest.mark.parametrize(
    ("said", "told", "stage"),
    [
        ("adopt", {"expects": "Two minutes", "talked": "no"}, "adapting"),
        ("adapt", {"adapted": "No chalkboard: legal", "knows_why": "yes"}, "adapting"),
        ("no", {"why": "does_not_fit", "words": "One till"}, "declined"),
    ],
)
def test_three_taps_answer_for_a_site(cast, practice, asked, visit, said, told, stage):
    """From *Waits for you* to the answers, one of the four, send."""
    browser = visit(cast.mia)
    assert f'"{page(practice, "answer", asked)}"' in browser.get(reverse("waiting")).text
    choice = page(practice, "answer", asked, said)
    assert choice.replace("&", "&amp;") in browser.get(practice.get_absolute_url()).text
    alone = browser.get(choice)
    assert (alone.status_code, "sent as soon as you choose" in alone.text) == (200, said == "no")
    assert browser.post(choice, {"seen": 0, **told}).status_code == 302
    asked.refresh_from_db()
    assert (asked.stage, asked.answer, {name: getattr(asked, name) for name in told}) == (stage, said, told)
    assert (waits(), focal()) == (set(), set())
    shown = visit(cast.ada).get(practice.get_absolute_url()).text
    assert all(word in shown for name, word in told.items() if name in ("expects", "adapted", "words"))
    adapts = "You do it in a way of your own." in browser.get(practice.get_absolute_url()).text
    assert adapts == (said == "adapt")
    run_all()
    assert list(Notice.objects.filter(verb="practice.answered").values_list("person", flat=True)) == [cast.ada.pk]


def test_not_now_is_asked_again_on_its_day(cast, practice, asked, visit):
    day = today() + timedelta(days=60)
    sent = {"seen": 0, "why": "no_time", "hold_until": day.isoformat()}
    assert visit(cast.mia).post(page(practice, "answer", asked, "hold"), sent).status_code == 302
    due = Deadline.objects.get(met_at=None)
    assert (due.person, timezone.localdate(due.due_at)) == (cast.mia, day)
    asked.refresh_from_db()
    assert (asked.stage, asked.hold_until) == ("considering", day)


@pytest.mark.parametrize(
    ("said", "told", "refusal"),
    [
        ("adapt", {"adapted": " "}, "Say what you change"),
        ("no", {"why": "because"}, "Choose a reason"),
        ("hold", {"why": "no_time"}, "a day to come"),
        ("hold", {"why": "no_time", "hold_until": -1}, "a day to come"),
        ("perhaps", {}, "one of the four answers"),
    ],
)
def test_what_an_answer_needs(cast, asked, no_trace, said, told, refusal):
    if told.get("hold_until"):
        told = {**told, "hold_until": today() - timedelta(days=1)}
    with no_trace(), pytest.raises(Refused, match=refusal):
        answer(asked, said, by=as_actor(cast.mia), seen=0, **told)


def test_only_those_who_answer_for_it_do(cast, practice, asked, sites, visit):
    choice = page(practice, "answer", asked, "adopt")
    seen = {who: visit(getattr(cast, who)).get(choice).status_code for who in ("mia", "otto", "sam", "ada", "gil")}
    assert seen == {"mia": 200, "otto": 200, "sam": 200, "ada": 404, "gil": 404}
    assert visit(cast.mia).get(page(practice, "answer")).status_code == 200
    assert visit(cast.ada).get(page(practice, "answer")).status_code == 404
    with pytest.raises(Refused, match="Only those who answer for this site"):
        answer(asked, "adopt", by=as_actor(cast.ada), seen=0)


def test_whoever_answers_second_sees_the_first_answer(cast, asked):
    answer(asked, "adopt", by=as_actor(cast.mia), seen=0)
    with pytest.raises(Refused, match="Somebody answered for this site meanwhile"):
        answer(asked, "no", by=as_actor(cast.otto), seen=0, why="no_time")
    answer(asked, "no", by=as_actor(cast.otto), seen=1, why="no_time", expects="Left over")
    asked.refresh_from_db()
    assert (asked.stage, asked.expects, asked.answers) == ("declined", "", 2)


def test_taken_up_and_given_up_with_what_others_can_learn(cast, practice, asked, visit, verbs):
    browser = visit(cast.mia)
    answer(asked, "adopt", by=as_actor(cast.mia), seen=0)
    verbs()
    assert browser.post(page(practice, "use", asked), {"since": today().isoformat()}).status_code == 302
    take_into_use(asked, today(), by=as_actor(cast.mia))
    assert "in use at 1 site" in visit(cast.otto).get(practice.home.get_absolute_url()).text
    with pytest.raises(Refused, match="Choose a day between"):
        take_into_use(asked, today() + timedelta(days=1), by=as_actor(cast.mia))
    with pytest.raises(Refused, match="uses it already"):
        answer(asked, "no", by=as_actor(cast.mia), seen=1, why="no_time")
    assert browser.post(page(practice, "give_up", asked), {"what": " "}).status_code == 422
    told = {"what": "Queues grew", "kept": "The ruler", "advice": "Two machines"}
    assert browser.post(page(practice, "give_up", asked), told).status_code == 302
    asked.refresh_from_db()
    assert (asked.stage, asked.dropped_on, asked.in_use_on) == ("dropped", today(), today())
    assert verbs() == ["practice.taken_up", "practice.given_up"]
    shown = visit(cast.ada).get(practice.get_absolute_url()).text
    assert all(words in shown for words in told.values())
    assert "in use at" not in visit(cast.otto).get(practice.home.get_absolute_url()).text
    with pytest.raises(Refused, match="did not take it up"):
        give_up(asked, **told, by=as_actor(cast.mia))


def test_the_system_answers_for_nobody(asked):
    with pytest.raises(Refused, match="Only those who answer"):
        answer(asked, "adopt", by=system_actor(), seen=0)
