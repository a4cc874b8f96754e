"""Two sides agree when they talk: one proposes times with the question, the other takes one in one press."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse
from lxml.html import document_fromstring

from cast.people import as_actor
from passerelle.communities.actions import leave
from passerelle.contributions.actions import withdraw
from passerelle.contributions.dates import dates_of
from passerelle.contributions.models import Contribution
from passerelle.doors.feeds.calendar import calendar, days
from passerelle.journal.decision import Refused
from passerelle.journal.models import Entry
from passerelle.kinds.innovation.practice.actions import answer_appointment, appoint, ask, call_off, offer
from passerelle.kinds.innovation.practice.models import Appointment
from passerelle.kinds.innovation.practice.tests.asking import SOON, open_practice, page, today, waits
from passerelle.lib.clock import as_of, now
from passerelle.notifications.models import Notice
from passerelle.people.actions import deactivate, erase
from passerelle.people.models import Site
from passerelle.web.waiting import deadlines
from passerelle.work.worker import run_all

SENT = {"title": "Half an hour about hems?", "text": "We begin on Monday."}
FIRST = now().replace(hour=9, minute=30, second=0, microsecond=0) + timedelta(days=3)
SECOND = FIRST + timedelta(days=2, hours=4)
FAR = datetime(9999, 12, 31, 23, 59, tzinfo=UTC)


def typed(moment):
    return moment.strftime("%Y-%m-%dT%H:%M")


def read(moment, zone):
    """As the page says it, from its day on."""
    local = moment.astimezone(ZoneInfo(zone))
    return f"{local.day}, {local.year}, {(local.hour - 1) % 12 + 1}:{local:%M} {'a' if local.hour < 12 else 'p'}.m."


def asks(practice, who, *times, at=None):
    made = ask(practice, **SENT, times=times or (FIRST, SECOND), at=at, by=as_actor(who))
    run_all()
    return Contribution.objects.unscoped("a test").get(pk=made.pk)


def seen(visit, who, question):
    """What the page says of the appointment, and which buttons it has; nothing where it has none."""
    mine = document_fromstring(visit(who).get(question.get_absolute_url()).text).xpath("//div[@id='appointment']")
    words = " ".join(" ".join(part.text_content() for part in mine).split())
    return words, [" ".join(button.text_content().split()) for part in mine for button in part.iter("button")]


def press(visit, who, question, said):
    end, sent = ("_off", {}) if said == "off" else ("", {"said": said})
    return visit(who).post(reverse(f"practice_appointment{end}", args=[question.pid]), sent)


def told(verb):
    run_all()
    return {notice.person for notice in Notice.objects.filter(verb=f"practice.{verb}").select_related("person")}


def talks(who):
    found = [one for one in dates_of(as_actor(who), today()) if one.purpose == "talk"]
    return [(one.contribution, one.at, one.until) for one in found]


def test_times_are_proposed_with_the_question_and_one_press_takes_one(cast, practice, visit):
    zones = {cast.ada: "Europe/Paris", cast.mia: "America/Chicago"}
    for who, zone in zones.items():
        who.time_zone = zone
        who.save()
    local = [moment.astimezone(ZoneInfo(zones[cast.mia])) for moment in (SECOND, FIRST)]
    sent = {**SENT, "first_at": typed(local[0]), "second_at": typed(local[1])}
    address = visit(cast.mia).post(page(practice, "ask"), sent)["Location"]
    run_all()
    question = Contribution.objects.unscoped("a test").get(title=SENT["title"])
    assert (question.get_absolute_url(), waits()) == (address, {cast.ada})
    assert [each.contribution for each in deadlines(as_actor(cast.ada))] == [question]
    words, buttons = seen(visit, cast.ada, question)
    times = [read(moment, zones[cast.ada]) for moment in (FIRST, SECOND)]
    assert [told in button for told, button in zip([*times, "None suits"], buttons, strict=True)] == [True] * 3
    assert "Europe/Paris" in words
    words, buttons = seen(visit, cast.mia, question)
    assert ([read(moment, zones[cast.mia]) in words for moment in (FIRST, SECOND)], buttons) == (
        [True, True],
        ["Take the times back"],
    )
    assert press(visit, cast.ada, question, "second")["Location"] == address
    assert (told("appointment_answered"), waits()) == ({cast.mia}, set())
    for who, other in ((cast.ada, "Mia"), (cast.mia, "Ada")):
        words, buttons = seen(visit, who, question)
        parts = (read(SECOND, zones[who]), zones[who], f"with {other}")
        assert ([part in words for part in parts], buttons) == ([True] * 3, ["Call it off"])
        assert talks(who) == [(question.pk, SECOND, SECOND + timedelta(minutes=30))]
        assert b"SUMMARY:Appointment: Half an hour about hems?" in calendar("", days(as_actor(who)))
    entry = Entry.objects.get(verb="practice.appointment_answered")
    assert entry.particulars == {"said": "second", "people": [cast.mia.pk]}
    with as_of(SECOND + timedelta(minutes=1)):
        assert seen(visit, cast.mia, question)[1] == []
        with pytest.raises(Refused, match="is over"):
            call_off(question, by=as_actor(cast.mia))


@pytest.mark.parametrize(
    ("first", "second", "wrong"),
    [
        (now() - timedelta(days=2), None, "Choose a time to come, within"),
        (FAR, None, "Choose a time to come, within"),
        (FIRST, FIRST, "the same time once more"),
    ],
)
def test_what_is_past_or_the_same_is_said_and_nothing_is_lost(practice, cast, visit, no_trace, first, second, wrong):
    sent = {**SENT, "first_at": typed(first), "second_at": typed(second) if second else ""}
    with no_trace():
        answered = visit(cast.mia).post(page(practice, "ask"), sent)
    fields = dict(document_fromstring(answered.text).forms[-1].fields)
    assert (answered.status_code, wrong in answered.text) == (422, True)
    assert {name: fields[name].strip() for name in sent} == sent


def test_only_its_two_sides_know_of_it(cast, places, visit, no_trace):
    practice = open_practice(places.shared, cast.ada)
    ajaccio = Site.objects.create(slug="ajaccio", name="Ajaccio", organisation=cast.gwen.organisation)
    appoint(places.shared, ajaccio, person=cast.gwen, by=as_actor(cast.sam))
    offer(practice, [ajaccio], today() + SOON, by=as_actor(cast.ada))
    question = asks(practice, cast.sam, at=ajaccio)
    assert {deadline.person for deadline in question.deadlines.all()} == {cast.gwen}
    sides = {cast.gwen: 3, cast.sam: 1}
    for who in (cast.ada, cast.gwen, cast.gil, cast.otto, cast.fred, cast.sam, cast.mia):
        visitor = visit(who)
        if visitor.get(question.get_absolute_url()).status_code == 200:
            assert len(seen(visit, who, question)[1]) == sides.get(who, 0)
        if who not in sides:
            with no_trace():
                assert [press(visit, who, question, said).status_code for said in ("first", "off")] == [404, 404]
    with no_trace():
        assert press(visit, cast.sam, question, "first").status_code == 403
        assert press(visit, cast.gwen, question, "third").status_code == 403
    press(visit, cast.gwen, question, "first")
    assert (talks(cast.ada), [row[0] for row in talks(cast.gwen)]) == ([], [question.pk])


def test_without_times_a_question_is_a_question(cast, practice, visit):
    question = Contribution.objects.unscoped("a test").get(pk=ask(practice, **SENT, by=as_actor(cast.mia)).pk)
    assert (Appointment.objects.exists(), waits(), seen(visit, cast.ada, question)) == (False, set(), ("", []))
    assert press(visit, cast.ada, question, "first").status_code == 404


def test_none_suits_or_it_is_called_off(cast, practice, visit):
    none, back, off = (asks(practice, cast.mia) for _each in range(3))
    press(visit, cast.ada, none, "neither")
    assert told("appointment_answered") == {cast.mia}
    assert "None of the times suits" in seen(visit, cast.mia, none)[0]
    inbox = document_fromstring(visit(cast.mia).get(reverse("inbox")).text).text_content()
    assert "None of the times you proposed suits Ada Orsel: “Half an hour about hems?”" in inbox
    inbox = document_fromstring(visit(cast.ada).get(reverse("inbox")).text).text_content()
    assert "Mia Orsel asks about “Hem at the till”" in inbox
    press(visit, cast.mia, back, "off")
    assert (told("appointment_ended"), "called off" in seen(visit, cast.ada, back)[0]) == (set(), True)
    with pytest.raises(Refused, match="called off meanwhile"):
        answer_appointment(back, "first", by=as_actor(cast.ada))
    answer_appointment(off, "first", by=as_actor(cast.ada))
    with pytest.raises(Refused, match="Another time was chosen meanwhile"):
        answer_appointment(off, "second", by=as_actor(cast.ada))
    press(visit, cast.ada, off, "off")
    assert (told("appointment_ended"), talks(cast.mia), waits()) == ({cast.mia}, [], set())


def test_a_time_that_is_over_is_not_taken(cast, practice, visit):
    question = asks(practice, cast.mia)
    with as_of(FIRST + timedelta(minutes=1)):
        assert len(seen(visit, cast.ada, question)[1]) == 2
        with pytest.raises(Refused, match="is over"):
            answer_appointment(question, "first", by=as_actor(cast.ada))
    with as_of(SECOND + timedelta(minutes=1)):
        assert seen(visit, cast.ada, question)[1] == ["None suits"]
        assert "nobody chose one" in seen(visit, cast.mia, question)[0]


@pytest.mark.parametrize("how", ["practice", "question", "erased", "left", "deactivated", "asker"])
def test_what_goes_takes_it_along_and_the_other_side_is_told(cast, places, how):
    root = as_actor(cast.root)
    practice = open_practice(places.secret, cast.ada)
    question, waiting = asks(practice, cast.mia), asks(practice, cast.mia)
    answer_appointment(question, "first", by=as_actor(cast.ada))
    {
        "practice": lambda: withdraw(practice.body, by=as_actor(cast.ada)),
        "question": lambda: withdraw(question.body, by=as_actor(cast.mia)),
        "erased": lambda: erase(cast.ada, by=root),
        "left": lambda: leave(places.secret, by=as_actor(cast.ada)),
        "deactivated": lambda: deactivate(cast.ada, by=root),
        "asker": lambda: erase(cast.mia, by=root),
    }[how]()
    run_all()
    assert not Appointment.objects.filter(question=question).exists()
    gone = how in ("practice", "erased", "asker")
    assert Appointment.objects.filter(question=waiting).exists() != gone
    assert question.deadlines.filter(met_at=None).count() == 0
    assert waiting.deadlines.filter(met_at=None).exists() != gone
    assert told("appointment_ended") == {
        "practice": {cast.ada, cast.mia},
        "question": {cast.ada, cast.mia},
        "asker": {cast.ada},
    }.get(how, {cast.mia})
