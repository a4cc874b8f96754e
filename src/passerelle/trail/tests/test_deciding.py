"""A decision: its reason and its move, together or not at all. What came of it: one number and how it was measured."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from cast.people import as_actor
from cast.world import bring
from passerelle.contributions.actions import withdraw
from passerelle.contributions.dates import dates_of
from passerelle.contributions.models import Contribution
from passerelle.journal.decision import Refused
from passerelle.journal.models import Entry
from passerelle.lib.clock import as_of, now
from passerelle.notifications.tests.told import sentences
from passerelle.people.models import Person
from passerelle.trail import actions, listeners
from passerelle.trail.actions.decide import stamp
from passerelle.trail.models import Decision, Outcome
from passerelle.trail.tasks import look_again
from passerelle.web.waiting import waiting_count
from passerelle.work.worker import run_all

DAY_CAME = "The day to look again at what was decided on “An umbrella” has come"

pytestmark = pytest.mark.django_db


@pytest.fixture
def lost(cast, places):
    """Something of a kind that ends in a decision."""
    return bring("An umbrella", places.open, cast.ada, "lost", details={"last_seen": "the canteen"})


def decisions():
    return Decision.objects.unscoped("a test")


def again(head):
    return Contribution.objects.unscoped("a test").select_related("home").get(pk=head.pk)


def test_reason_and_move_are_one(cast, lost, verbs):
    verbs()
    made = actions.decide(
        lost, "give_up", reason="  A year has passed.  ", options="Look on", dissent="Mia", by=as_actor(cast.sam)
    )
    assert (made.reason, made.before, made.after, made.decider) == (
        "A year has passed.",
        "missing",
        "given_up",
        cast.sam,
    )
    assert (again(lost).state, verbs()) == ("given_up", ["contribution.moved"])
    assert Entry.objects.latest("pk").particulars["decision"] == made.pk


@pytest.mark.parametrize(
    "wrong",
    [
        {"reason": " \n​ "},
        {"move": "find"},
        {"move": "return"},
        {"move": "no-such"},
        {"review_on": date(2020, 1, 1)},
        {"who": "mia"},
        {"who": "gwen"},
    ],
)
def test_what_is_wrong_leaves_nothing_half_done(cast, lost, wrong, no_trace):
    given = {"move": "give_up", "reason": "So.", "who": "sam", **wrong}
    who = as_actor(getattr(cast, given.pop("who")))
    with no_trace(), pytest.raises(Refused), transaction.atomic():
        actions.decide(lost, given.pop("move"), by=who, **given)
    assert (again(lost).state, decisions().count()) == ("missing", 0)


def test_who_comes_second_is_told_and_decides_nothing(cast, lost, no_trace):
    seen = stamp(again(lost))
    actions.decide(lost, "give_up", reason="So.", by=as_actor(cast.sam), seen=seen)
    with no_trace(), pytest.raises(Refused, match="nothing was decided now"):
        actions.decide(lost, "give_up", reason="I too.", by=as_actor(cast.ada), seen=seen)
    assert decisions().count() == 1


def test_no_decision_without_a_reason_in_the_table_either(cast, lost):
    said = {"contribution": lost, "move": "give_up", "before": "missing", "after": "given_up", "reason": ""}
    with pytest.raises(IntegrityError), transaction.atomic():
        Decision.objects.create(decider=cast.sam, **said)


def test_it_is_written_on_a_page_and_read_by_everybody(cast, lost, visit):
    address = reverse("trail_decide", args=[lost.pid, "give_up"])
    page = visit(cast.ada).get(lost.get_absolute_url()).text
    assert f'href="{address}"' in page
    opened = visit(cast.ada).get(address).text
    seen = opened.partition('name="seen" value="')[2].partition('"')[0]
    assert visit(cast.ada).post(address, {"seen": seen, "reason": ""}).status_code == 422
    late = (now() + timedelta(days=90)).date().isoformat()
    sent = visit(cast.ada).post(address, {"seen": seen, "reason": "It <b>is</b> gone.", "review_on": late})
    assert (sent.status_code, sent["Location"]) == (302, lost.get_absolute_url())
    assert "It &lt;b&gt;is&lt;/b&gt; gone." in visit(cast.mia).get(lost.get_absolute_url()).text


@pytest.mark.parametrize(("who", "status"), [("mia", 403), ("gwen", 404), (None, 302)])
def test_the_page_is_for_who_may_decide(cast, lost, visit, who, status):
    browser = visit(getattr(cast, who) if who else None)
    assert browser.get(reverse("trail_decide", args=[lost.pid, "give_up"])).status_code == status


@pytest.mark.parametrize("move", ["find", "no-such"])
def test_there_is_no_page_for_what_is_not_decided(cast, lost, visit, move):
    assert visit(cast.sam).get(reverse("trail_decide", args=[lost.pid, move])).status_code == 404


# what came of it


@pytest.fixture
def again_in_may(cast, lost):
    """Sam gave it up, and wants to look again in May."""
    with as_of(datetime(2026, 3, 2, 9, tzinfo=UTC)):
        return actions.decide(lost, "give_up", reason="So.", review_on=date(2026, 5, 4), by=as_actor(cast.sam))


def came(day, cast):
    """Whom it waits for and who has been told, once the clock has come so far."""
    with as_of(datetime(2026, 5, day, 9, tzinfo=UTC)):
        for _ in range(2):
            look_again()
        run_all()
        people = {name: getattr(cast, name) for name in ("ada", "sam", "mia", "root")}
        waits = {name for name, who in people.items() if waiting_count(as_actor(who))}
        told = {name: many for name, who in people.items() if (many := sentences(who).count(DAY_CAME))}
        return waits, told


def days_of(who):
    return [(one.at, one.words) for one in dates_of(as_actor(who), date(2026, 3, 3))]


def test_on_its_day_a_decision_waits_for_whoever_took_it_until_it_is_another(cast, lost, again_in_may, verbs):
    assert [days_of(who) for who in (cast.sam, cast.ada)] == [
        [(date(2026, 5, 4), "To be looked at again: %(title)s")], [],
    ]  # fmt: skip
    verbs()
    assert came(3, cast) == (set(), {})
    assert came(4, cast) == ({"sam"}, {"sam": 1})
    assert came(20, cast) == ({"sam"}, {"sam": 1})
    assert (verbs(), len(days_of(cast.sam))) == (["decision.due"], 1)
    withdraw(lost.body, by=as_actor(cast.ada))
    run_all()
    assert waiting_count(as_actor(cast.sam)) == 0


def test_what_is_decided_anew_was_looked_at(cast, places):
    idea = bring("An umbrella", places.open, cast.ada, "idea", details={"problem": "Rain"})
    with as_of(datetime(2026, 3, 2, 9, tzinfo=UTC)):
        actions.decide(idea, "park", reason="So.", review_on=date(2026, 5, 4), by=as_actor(cast.sam))
    assert came(4, cast) == ({"sam"}, {"sam": 1})
    actions.decide(idea, "close", reason="It rains no more.", by=as_actor(cast.sam))
    run_all()
    assert (waiting_count(as_actor(cast.sam)), days_of(cast.sam)) == (0, [])


def test_who_left_is_not_waited_for_but_the_managers_are(cast, places, lost):
    with as_of(datetime(2026, 3, 2, 9, tzinfo=UTC)):
        actions.decide(lost, "give_up", reason="So.", review_on=date(2026, 5, 4), by=as_actor(cast.ada))
    Person.objects.filter(pk=cast.ada.pk).update(is_active=False)
    assert came(4, cast) == ({"sam"}, {"sam": 1})


def test_what_moved_on_before_its_day_is_not_due(cast, lost, again_in_may):
    Contribution.objects.filter(pk=lost.pk).update(state="missing")
    assert (came(4, cast), days_of(cast.sam)) == ((set(), {}), [])


MEASURED = {
    "metric": "Umbrellas found",
    "unit": "a week",
    "baseline": Decimal(2),
    "value": Decimal("5.5"),
    "method": "Counted on Fridays.",
    "grade": "C",
    "starts_on": date(2026, 1, 1),
    "ends_on": date(2026, 3, 31),
}


def test_an_outcome_is_kept_with_how_it_was_measured(cast, lost, verbs):
    verbs()
    made = actions.measure(lost, by=as_actor(cast.ada), **MEASURED)
    assert (made.change, made.measured_by, verbs()) == (Decimal("3.5"), cast.ada, ["outcome.measured"])


@pytest.mark.parametrize(
    "wrong",
    [
        {"metric": " "},
        {"metric": "m" * 121},
        {"method": " "},
        {"grade": "F"},
        {"baseline": None},
        {"ends_on": date(2025, 12, 31)},
        {"starts_on": date(2130, 1, 1), "ends_on": date(2130, 3, 31)},
        {"by": "mia"},
    ],
)
def test_an_outcome_that_says_nothing_is_refused(cast, lost, wrong, no_trace):
    given = {**MEASURED, **wrong}
    who = as_actor(getattr(cast, given.pop("by", "ada")))
    with no_trace(), pytest.raises(Refused):
        actions.measure(lost, by=who, **given)
    assert Outcome.objects.unscoped("a test").count() == 0


def test_the_form_says_that_the_period_is_not_over_and_loses_nothing(cast, lost, visit):
    ends = timezone.localdate(now() + timedelta(days=1))
    sent = {**MEASURED, "ends_on": ends, "site": ""}
    page = visit(cast.ada).post(reverse("trail_measure", args=[lost.pid]), sent)
    assert (page.status_code, Outcome.objects.unscoped("a test").count()) == (422, 0)
    assert all(each in page.text for each in ("The period is not over yet", "Counted on Fridays.", ends.isoformat()))


def test_with_the_text_goes_what_was_said_of_it(cast, lost):
    actions.measure(lost, by=as_actor(cast.ada), **MEASURED)
    actions.decide(lost, "give_up", reason="So.", by=as_actor(cast.ada))
    read = [model.objects.visible_to(as_actor(cast.mia)).count() for model in (Decision, Outcome)]
    withdraw(lost.body, by=as_actor(cast.ada))
    after = [model.objects.visible_to(as_actor(cast.mia)).count() for model in (Decision, Outcome)]
    assert (read, after) == ([1, 1], [0, 0])


def test_of_whoever_is_erased_the_words_go_and_the_facts_stay(cast, lost, visit):
    actions.measure(lost, by=as_actor(cast.ada), **MEASURED)
    actions.decide(lost, "give_up", reason="His reason", options="His options", by=as_actor(cast.sam))
    for who in (cast.sam, cast.ada):
        told = {"verb": "person.erased", "subject_type": "person", "subject_id": who.pk, "via": "system"}
        entry = Entry.objects.create(at=now(), **told)
        for _ in range(2):
            listeners.forget_words_of_erased(entry_id=entry.pk)
    page = visit(cast.mia).get(lost.get_absolute_url()).text
    for gone in ("His reason", "His options", "Counted on Fridays."):
        assert gone not in page
    assert "The reason went with the account" in page
    assert "How it was measured went with" in page
    assert (decisions().get().after, Outcome.objects.unscoped("a test").get().value) == ("given_up", Decimal("5.5"))
