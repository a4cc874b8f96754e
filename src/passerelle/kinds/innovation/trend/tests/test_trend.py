"""A trend holds signals that people put there; each reader sees those they may read, and numbers of those."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from cast.people import as_actor
from cast.world import bring
from passerelle.contributions import actions as contributions
from passerelle.contributions.models import Contribution, Deadline
from passerelle.contributions.reading.moves import history
from passerelle.journal.decision import Refused
from passerelle.kinds.innovation.trend import actions, board, reading
from passerelle.kinds.innovation.trend.models import Placing
from passerelle.lib.clock import now
from passerelle.people.models import Person, Unit
from passerelle.trail import actions as trail
from passerelle.trail.actions.dating import set_date
from passerelle.trail.models import Link, Relation
from passerelle.work.worker import run_all

pytestmark = pytest.mark.both


@pytest.fixture
def trend(cast, places):
    return bring("Where does the cable go?", places.open, cast.ada, "trend", details={"meaning": "Show the cable."})


@pytest.fixture
def signal(cast, places):
    return bring("No cable", places.open, cast.mia, "signal", details={"sort": "objection"})


def state(contribution):
    run_all()
    return Contribution.objects.unscoped("a test").get(pk=contribution.pk).state


def links():
    return list(Link.objects.unscoped("a test").values_list("relation", "status"))


def test_what_followed_by_itself_has_nobody_before_it(cast, trend, signal):
    actions.gather(trend, signal, by=as_actor(cast.sam))
    assert state(signal) == "gathered"
    told = [step.words for step in history(as_actor(cast.otto), signal, cast.mia.name)]
    assert told == ["Published by Mia Orsel", "Raised → In a trend"]


def test_who_answers_for_a_trend_puts_signals_there_and_others_propose(cast, trend, signal):
    actions.gather(trend, signal, by=as_actor(cast.mia))
    assert (links(), state(signal)) == ([("observed_in", "proposed")], "raised")
    actions.gather(trend, signal, by=as_actor(cast.ada))
    assert (links(), state(signal)) == ([("observed_in", "confirmed")], "raised")
    contributions.make_move(signal, "hear", by=as_actor(cast.sam))
    assert state(signal) == "gathered"
    with pytest.raises(Refused):
        actions.take_out(trend, signal, by=as_actor(cast.mia))
    actions.take_out(trend, signal, by=as_actor(cast.sam))
    assert (links(), state(signal)) == ([("observed_in", "tombstoned")], "heard")


def test_only_who_is_to_hear_a_signal_has_heard_it_by_putting_it_into_a_trend(cast, trend, signal):
    """Otherwise it goes on waiting for those it was promised to, and is reported when nobody comes."""
    run_all()

    def waits():
        run_all()
        return list(Deadline.objects.filter(contribution=signal, met_at=None).values_list("person__name", flat=True))

    assert (state(signal), waits()) == ("raised", ["Sam Orsel"])
    actions.gather(trend, signal, by=as_actor(cast.ada))
    assert (state(signal), waits()) == ("raised", ["Sam Orsel"])
    own = bring("Cables", signal.home, cast.sam, "trend")
    actions.gather(own, signal, by=as_actor(cast.sam))
    assert (state(signal), waits()) == ("gathered", [])


def test_a_trend_goes_on_being_heard_after_it_was_named(cast, places, signal):
    old = bring("Cables again", places.open, cast.ada, "trend", at=now() - timedelta(days=40))
    actions.gather(old, signal, by=as_actor(cast.ada))
    set_date(old, now() - timedelta(days=50), by=as_actor(cast.ada))
    assert links() == [("observed_in", "confirmed")]


def test_from_the_page_of_a_signal_to_that_of_a_trend(cast, trend, signal, visit):
    ada, choose = visit(cast.ada), reverse("trend_choose", args=[signal.pid])
    assert choose in ada.get(signal.get_absolute_url()).text
    assert choose not in ada.get(trend.get_absolute_url()).text
    assert f'value="{trend.pid}"' in ada.get(choose).text
    assert ada.post(choose, {}).status_code == 422
    assert ada.post(choose, {"trend": trend.pid})["Location"] == trend.get_absolute_url()
    page = ada.get(trend.get_absolute_url()).text
    assert [words in page for words in ("No cable", "Show the cable.", 'class="spark"')] == [True] * 3
    assert trend.get_absolute_url() in ada.get(signal.get_absolute_url()).text
    assert ada.post(reverse("trend_take_out", args=[trend.pid]), {"signal": signal.pid}).status_code == 302
    assert "Nothing yet." in ada.get(trend.get_absolute_url()).text


def test_what_is_proposed_is_asked_of_those_who_answer_for_it(cast, trend, signal, visit):
    actions.gather(trend, signal, by=as_actor(cast.mia))
    asked = "Do these belong here?"
    assert [asked in visit(who).get(trend.get_absolute_url()).text for who in (cast.ada, cast.mia)] == [True, False]
    visit(cast.ada).post(reverse("trend_confirm", args=[trend.pid]), {"signal": signal.pid})
    assert links() == [("observed_in", "confirmed")]


def test_each_reader_sees_and_counts_what_they_may_read(cast, places, trend, signal):
    hidden = bring("Nobody says so aloud", places.closed, cast.ada, "signal", details={"sort": "complaint"})
    for one in (signal, hidden):
        actions.gather(trend, one, by=as_actor(cast.ada))
    seen = {
        who: (page["picture"].count, [card.name for card in page["signals"]])
        for who in ("ada", "otto")
        if (page := reading.page(as_actor(getattr(cast, who)), trend))
    }
    assert seen == {"ada": (2, ["Nobody says so aloud", "No cable"]), "otto": (1, ["No cable"])}
    assert [reading.totals(as_actor(getattr(cast, who))) for who in ("ada", "otto")] == [(2, 0), (1, 0)]


def test_only_a_signal_is_put_into_a_trend_and_only_into_a_trend(cast, trend, signal, visit):
    ada = visit(cast.ada)
    assert ada.get(reverse("trend_choose", args=[trend.pid])).status_code == 404
    assert ada.post(reverse("trend_confirm", args=[signal.pid]), {"signal": signal.pid}).status_code == 404
    assert ada.post(reverse("trend_confirm", args=[trend.pid]), {"signal": trend.pid}).status_code == 404
    assert ada.post(reverse("trend_take_out", args=[trend.pid]), {"signal": signal.pid}).status_code == 404
    assert links() == []


def test_a_long_list_costs_what_a_short_one_does(cast, places, trend, django_assert_num_queries):
    ada = as_actor(cast.ada)

    def more(times):
        for number in range(times):
            actions.gather(
                trend, bring(f"S{number}", places.open, cast.mia, "signal", details={"sort": "need"}), by=ada
            )

    more(2)
    reading.page(as_actor(cast.ada), trend)
    with django_assert_num_queries(10):
        reading.page(as_actor(cast.ada), trend)
    more(3)
    with django_assert_num_queries(10):
        reading.page(as_actor(cast.ada), trend)


def test_a_trend_elsewhere_does_not_show_on_a_signal(cast, places, signal):
    """Whoever reads the signal would learn of a trend they may not know of, and its promise would be met by anybody."""
    elsewhere = bring("Cables", places.closed, cast.sam, "trend")
    actions.gather(elsewhere, signal, by=as_actor(cast.sam))
    assert state(signal) == "raised"


def test_words_that_are_taken_back_are_forgotten(cast, trend, signal):
    Placing.objects.create(signal=signal, group=signal.pk, words=["cable"], nearest=[signal.pk])
    contributions.withdraw(signal.body, by=as_actor(cast.mia))
    run_all()
    assert list(Placing.objects.values_list("words", "nearest")) in ([], [([], [])])


def test_what_rises_says_where_and_what_came_of_it_as_far_as_one_sees(cast, places, trend, signal, visit):
    ada, told = as_actor(cast.ada), board.board
    unit, members = Unit.objects.get(slug="kitchens"), (cast.mia, cast.ada, cast.otto, cast.sam, cast.iris)
    Person.objects.filter(pk__in=[one.pk for one in members]).update(unit=unit)
    actions.gather(trend, signal, by=ada)
    page = visit(cast.mia).get(reverse("trend_board")).text.replace("\xa0", " ")
    assert "In which units" not in page
    for who in members[1:]:
        other = bring("S", places.open, cast.mia, "signal", details={"sort": "need"})
        Contribution.objects.unscoped("a test").filter(pk=other.pk).update(author=who)
        actions.gather(trend, other, by=ada)
    seen, hidden = (
        bring(title, place, cast.ada, "idea") for title, place in (("A", places.open), ("B", places.closed))
    )
    for idea in (seen, hidden):
        trail.link(idea, trend, Relation.DERIVED_FROM, by=ada)
    rows = [told(as_actor(who))["rows"][0] for who in (cast.ada, cast.otto)]
    assert [[card.id for card in row.came] for row in rows] == [[hidden.pk, seen.pk], [seen.pk]]
    page = visit(cast.otto).get(reverse("trend_board")).text.replace("\xa0", " ")
    assert [words in page for words in (f"<li>{unit.name} 5</li>", seen.get_absolute_url())] == [True, True]
    assert hidden.get_absolute_url() not in page


def test_its_page_shows_each_signal_once(cast, trend, signal, visit):
    actions.gather(trend, signal, by=as_actor(cast.sam))
    assert visit(cast.mia).get(trend.get_absolute_url()).text.count(f'href="{signal.get_absolute_url()}"') == 1
    assert trend.get_absolute_url() in visit(cast.mia).get(signal.get_absolute_url()).text


def test_the_way_to_what_rises_stands_where_signals_are_brought(cast, places, signal, visit):
    """For whoever may read there; where there is no signal, there is no word of it."""
    rising = f'href="{reverse("trend_board")}"'
    bring("For us alone", places.closed, cast.ada, "signal", details={"sort": "need"})
    pages = {
        place: [rising in visit(who).get(community.get_absolute_url()).text for who in (cast.ada, cast.otto)]
        for place, community in (("open", places.open), ("closed", places.closed), ("shared", places.shared))
    }
    assert pages == {"open": [True, True], "closed": [True, False], "shared": [False, False]}
