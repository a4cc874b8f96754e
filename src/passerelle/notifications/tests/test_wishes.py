"""What somebody wishes decides what reaches them, how and when: one line each, never mail in peace, and nothing lost."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import product

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as some

from cast.people import Cast, Places, as_actor
from cast.world import bring
from passerelle.communities import actions as communities
from passerelle.contributions import actions
from passerelle.journal.models import Entry
from passerelle.lib.clock import as_of
from passerelle.notifications import fanning
from passerelle.notifications.actions import read_about
from passerelle.notifications.families import FAMILIES, Family
from passerelle.notifications.mailing.rhythm import GIVEN_UP, Plan, plan, plan_all
from passerelle.notifications.mailing.sending import due_digests, send_at_once, send_digest
from passerelle.notifications.models import Notice, Reason, Wishes
from passerelle.notifications.tests.told import crowd, follow_all, sentences
from passerelle.notifications.wishes.actions import set_mail_rhythm
from passerelle.notifications.wishes.choices import PUSH, Choices, choices_of, due
from passerelle.notifications.wishes.peace import DAY
from passerelle.notifications.wishes.tests.test_clocks import all_rounds, moments
from passerelle.notifications.wishes.ways import Way
from passerelle.people.models import Person
from passerelle.work.models import Job
from passerelle.work.tasks import find_task
from passerelle.work.worker import run_all

NIGHT = datetime(2026, 7, 1, 21, 30, tzinfo=UTC)  # a Wednesday, half past eleven in Paris
MORNING = datetime(2026, 7, 2, 5, 0, tzinfo=UTC)
AFTERNOON = datetime(2026, 7, 1, 13, 0, tzinfo=UTC)


def wish(person: Person, **chosen: object) -> None:
    Wishes.objects.update_or_create(person=person, defaults=chosen)


def answered(cast: Cast, place: object, at: datetime) -> Notice | None:
    """Mia answers Ada; what follows at once follows."""
    with as_of(at):
        made = bring("Bread", place, cast.ada)
        actions.reply(made, text="Salt", by=as_actor(cast.mia))
        run_all()
    return Notice.objects.filter(person=cast.ada).first()


def later(at: datetime) -> list[str]:
    """Everything that is due by then runs; the addresses that got mail meanwhile."""
    mail.outbox.clear()
    with as_of(at):
        run_all()
        for person, day in due_digests(at):
            send_digest(Person.objects.get(pk=person), day)
    return [letter.to[0] for letter in mail.outbox]


@pytest.mark.django_db
def test_whatever_they_wish_everybody_has_one_line_at_most(cast: Cast, places: Places) -> None:
    choices = list(product(Way, Person.MailRhythm, (None, "x"), ((None, None), (22, 7)), (None, date(2026, 7, 5))))
    people = crowd(places.open, len(choices))
    for number, (person, (_way, most, address, _quiet, _away)) in enumerate(zip(people, choices, strict=True)):
        person.mail_rhythm, person.email = most, address and f"{number}@orsel.example"
    Person.objects.bulk_update(people, ["mail_rhythm", "email"])
    Wishes.objects.bulk_create(
        Wishes(person=person, ways={"followed": way}, quiet_from=start, quiet_until=end, paused_until=away)
        for person, (way, _most, _address, (start, end), away) in zip(people, choices, strict=True)
    )
    follow_all("watch", people, community=places.open)
    with as_of(NIGHT):
        entry = Entry.objects.get(
            verb="contribution.published", contribution_id=bring("Bread", places.open, cast.ada).pk
        )
        assert [fanning.fan_out(entry), fanning.fan_out(entry)] == [len(choices) * 3 // 4, 0]
    lines = {notice.person_id: notice for notice in Notice.objects.all()}
    jobs = {job.arguments["notice_id"]: job.run_at for job in Job.objects.filter(task="notifications.mail_notice")}
    for person, (way, most, address, (start, _end), away) in zip(people, choices, strict=True):
        line = lines.pop(person.pk, None)
        assert (line is None) == (way == Way.NOTHING)
        if line is None:
            continue
        mailed = bool(address) and most != Person.MailRhythm.NEVER and way in (Way.DIGEST, Way.NOW)
        by_itself = mailed and way == Way.NOW and most == Person.MailRhythm.AT_ONCE and not away
        goes_at = MORNING if start else NIGHT
        assert jobs.pop(line.pk, None) == (goes_at if by_itself else None)
        assert line.digest_from == (goes_at + GIVEN_UP if by_itself else NIGHT if mailed else None)
    assert (lines, jobs) == ({}, {})


all_choices = some.builds(
    Choices,
    has_address=some.booleans(),
    most=some.sampled_from(Person.MailRhythm.values),
    ways=some.dictionaries(some.sampled_from(Family.values), some.sampled_from([*Way.values, "of older times"])),
    pushes=some.dictionaries(some.sampled_from(Family.values), some.booleans()),
    rounds=all_rounds,
)


@given(all_choices, some.sampled_from(Reason), moments, some.timedeltas(timedelta(0), 2 * DAY))
def test_what_does_not_go_by_itself_is_in_a_summary(
    choices: Choices, reason: Reason, moment: datetime, age: timedelta
) -> None:
    with as_of(moment):
        planned = plan(choices, reason, moment - age)
    mailed = choices.mailed(FAMILIES[reason])
    assert (planned.digest_from is not None) == (mailed != Way.INBOX)
    if planned.at_once is not None:
        assert mailed == Way.NOW
        assert not choices.peace.is_quiet(planned.at_once)
        assert planned.at_once >= moment
    if planned.digest_from is not None:  # within a month of being there again there is a summary that takes it along
        ends = [end for _start, end in choices.peace.away if end]
        back = max([planned.digest_from, moment, *(choices.peace.at(end + DAY, 0) for end in ends)])
        last = choices.rounds.last(back + 40 * DAY)
        assert last is not None
        assert last.due_at >= planned.digest_from


@pytest.mark.django_db
class TestPeace:
    """Mail waits; the inbox does not."""

    def test_mail_waits_for_the_end_of_the_night(self, cast: Cast, places: Places) -> None:
        wish(cast.ada, quiet_from=22, quiet_until=7)
        assert answered(cast, places.open, NIGHT)
        with as_of(NIGHT):
            assert sentences(cast.ada) == ["Mia Orsel answers you: “Bread”"]
        assert later(MORNING - timedelta(minutes=1)) == []
        assert later(MORNING) == ["ada@orsel.example"]
        assert later(MORNING + DAY) == []

    def test_what_was_read_meanwhile_is_not_mailed(self, cast: Cast, places: Places) -> None:
        wish(cast.ada, quiet_from=22, quiet_until=7)
        notice = answered(cast, places.open, NIGHT)
        assert notice
        assert notice.contribution
        read_about(notice.contribution, by=as_actor(cast.ada))
        assert later(MORNING + DAY) == []

    def test_access_that_was_lost_meanwhile(self, cast: Cast, places: Places) -> None:
        wish(cast.ada, quiet_from=22, quiet_until=7)
        answered(cast, places.closed, NIGHT)
        communities.leave(places.closed, by=as_actor(cast.ada))
        assert [later(MORNING + number * DAY) for number in range(3)] == [[], [], []]

    def test_a_free_weekend(self, cast: Cast, places: Places) -> None:
        wish(cast.ada, working_days="12345", hour=10)
        answered(cast, places.open, NIGHT + 3 * DAY)  # on a Saturday
        assert later(NIGHT + 4 * DAY) == []
        assert later(NIGHT + 4 * DAY + timedelta(minutes=29)) == []
        assert later(NIGHT + 4 * DAY + timedelta(minutes=30)) == ["ada@orsel.example"]  # Monday begins

    def test_a_night_that_became_longer_while_a_mail_waited(self, cast: Cast, places: Places) -> None:
        wish(cast.ada, quiet_from=22, quiet_until=7)
        answered(cast, places.open, NIGHT)
        wish(cast.ada, quiet_until=9)
        assert later(MORNING) == []
        assert later(MORNING + timedelta(hours=1, minutes=50)) == []
        assert later(MORNING + timedelta(hours=2)) == ["ada@orsel.example"]

    @pytest.mark.parametrize("whose", ["own", "announced", "paused"])
    def test_who_is_back_from_leave_gets_one_summary(self, cast: Cast, places: Places, whose: str) -> None:
        first, last = date(2026, 6, 30), date(2026, 7, 3)
        if whose == "own":
            wish(cast.ada, leave_from=first, leave_until=last, rhythm="monthly")
        elif whose == "paused":
            wish(cast.ada, paused_until=date(2026, 7, 4), rhythm="monthly")
        else:
            Person.objects.filter(pk=cast.ada.pk).update(leave_from=first, leave_until=last)
        notice = answered(cast, places.open, NIGHT)
        assert notice
        with as_of(NIGHT):
            assert not send_at_once(notice)
        assert [later(MORNING + number * DAY) for number in range(2)] == [[], []]
        assert later(MORNING + 2 * DAY) == []  # seven o'clock: an hour early
        assert later(MORNING + 2 * DAY + timedelta(hours=1)) == ["ada@orsel.example"]
        assert later(MORNING + 3 * DAY + timedelta(hours=1)) == []


@pytest.mark.django_db
def test_nothing_means_no_line_except_for_what_waits_for_an_answer(cast: Cast, places: Places) -> None:
    wish(cast.otto, ways=dict.fromkeys(Family.values, "nothing"))
    wish(cast.ada, ways={"answer": "nothing"})
    assert answered(cast, places.open, AFTERNOON) is None
    communities.invite(places.closed, cast.otto, by=as_actor(cast.sam))
    assert sentences(cast.otto) == ["Sam Orsel invites you into Closed workshop"]


@pytest.mark.django_db
def test_a_summary_has_what_its_reader_wishes_now(cast: Cast, places: Places) -> None:
    wish(cast.ada, ways={"answer": "digest"}, rhythm="weekly", weekday=5, hour=18)
    answered(cast, places.open, AFTERNOON)
    friday = datetime(2026, 7, 3, 16, 0, tzinfo=UTC)
    assert later(friday - timedelta(minutes=1)) == []
    wish(cast.ada, ways={"answer": "inbox"})
    assert later(friday) == []
    wish(cast.ada, ways={"answer": "digest"})
    assert later(friday + DAY) == []  # the summary of this week was looked through
    assert later(friday + 7 * DAY) == ["ada@orsel.example"]


@pytest.mark.django_db
def test_mail_that_was_stopped_does_not_come_in_a_heap_when_it_is_wanted_again(cast: Cast, places: Places) -> None:
    Person.objects.filter(pk=cast.ada.pk).update(mail_rhythm="daily")
    answered(cast, places.open, AFTERNOON)
    set_mail_rhythm(cast.ada, Person.MailRhythm.NEVER)
    set_mail_rhythm(cast.ada, Person.MailRhythm.DAILY)
    assert later(MORNING + DAY) == []


@pytest.mark.django_db
def test_what_could_not_be_mailed_at_once_is_in_a_summary_though_none_is_wanted(cast: Cast, places: Places) -> None:
    wish(cast.ada, rhythm="never")
    answered(cast, places.open, AFTERNOON)
    Notice.objects.update(mailed_at=None)
    assert later(MORNING + timedelta(minutes=59)) == []
    assert later(MORNING + timedelta(hours=1)) == ["ada@orsel.example"]


@pytest.mark.django_db
def test_what_is_pushed(cast: Cast, places: Places) -> None:
    notice = answered(cast, places.open, NIGHT)
    assert notice
    with as_of(NIGHT):
        assert due([notice], PUSH) == {notice.pk: NIGHT}
        wish(cast.ada, quiet_from=22, quiet_until=7)
        assert due([notice], PUSH) == {notice.pk: MORNING}
        wish(cast.ada, pushes={"answer": False})
        assert due([notice], PUSH) == {}
        wish(cast.ada, pushes={}, paused_until=date(2026, 7, 3))
        assert due([notice], PUSH) == {}


@pytest.mark.django_db
def test_what_is_to_disturb_nobody_waits_for_summaries(cast: Cast) -> None:
    with as_of(AFTERNOON):
        planned = plan_all({cast.ada.pk: Reason.MESSAGE}, AFTERNOON, at_once=False)
    assert planned == {cast.ada.pk: Plan(None, AFTERNOON)}


@pytest.mark.django_db
def test_wishes_of_many_are_one_statement(cast: Cast, places: Places) -> None:
    asked = []
    for people in (crowd(places.open, 3), crowd(places.closed, 60)):
        with CaptureQueriesContext(connection) as queries:
            choices_of([person.pk for person in people])
        asked.append(len(queries))
    assert asked == [1, 1]


def statements(people: Sequence[Person], wishes: Iterable[Wishes], cast: Cast, places: Places) -> int:
    Wishes.objects.bulk_create(wishes)
    follow_all("watch", list(people), community=places.open)
    entry = Entry.objects.get(verb="contribution.published", contribution_id=bring("Bread", places.open, cast.ada).pk)
    with CaptureQueriesContext(connection) as queries:
        fanning.fan_out(entry)
    return len(queries)


@pytest.mark.django_db
def test_wishes_cost_the_same_however_many_have_some(cast: Cast, places: Places) -> None:
    ways = list(Way)
    asked = []
    for count in (4, 60):
        people = crowd(places.open, count)
        Person.objects.filter(pk__in=[each.pk for each in people]).update(mail_rhythm="now")
        wishes = [Wishes(person=each, ways={"followed": ways[n % 4]}, hour=n % 24) for n, each in enumerate(people)]
        asked.append(statements(people, wishes, cast, places))
    assert asked[0] == asked[1]


@pytest.mark.django_db
def test_what_is_done_with_the_job_of_a_line_that_is_gone(cast: Cast) -> None:
    find_task("notifications.mail_notice")(notice_id=0)
    assert mail.outbox == []
