"""Everybody something goes back to hears what becomes of it: once, with their part in it, and never through what is hidden."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cast.people import as_actor
from cast.world import bring
from passerelle.communities import actions as communities
from passerelle.communities.models import Membership
from passerelle.contributions import actions as contributions
from passerelle.contributions.models import Involvement
from passerelle.notifications.lines import RELATED, lines
from passerelle.notifications.models import Notice, Reason
from passerelle.notifications.reading import notices
from passerelle.notifications.tests.told import sentences, told
from passerelle.trail import actions
from passerelle.trail.upstream import upstream
from passerelle.work.worker import run_all

pytestmark = pytest.mark.django_db


@pytest.fixture
def story(cast, places, tied):
    """Mia's remark, Ada's trend, Ada's search for something of which Sam decides."""
    remark = bring("Wet customers", places.open, cast.mia)
    trend = bring("Rain", places.open, cast.ada)
    lost = bring("A stand for umbrellas", places.open, cast.ada, "lost", details={"last_seen": "the door"})
    tied(trend, remark)
    tied(lost, trend)
    run_all()
    Notice.objects.all().delete()
    return remark, trend, lost


def decide(lost, cast):
    return actions.decide(lost, "give_up", reason="The landlord said no.", by=as_actor(cast.sam))


def test_who_said_it_first_hears_how_it_ended_and_why(cast, story):
    decide(story[2], cast)
    (line,) = told(cast.mia)
    assert line.sentence == "“A stand for umbrellas”, which goes back to your “Wet customers”, is now: Given up"
    assert (line.words, line.reason, line.url) == (
        "The landlord said no.",
        Reason.UPSTREAM,
        story[2].get_absolute_url(),
    )


def test_author_and_follower_hear_it_once(cast, story):
    """Ada brought it and its cause; Mia follows it as well: one line for each, by the stronger reason."""
    contributions.follow(story[2], "follow", by=as_actor(cast.mia))
    decide(story[2], cast)
    assert [line.reason for line in told(cast.ada)] == [Reason.MOVED]
    assert [line.reason for line in told(cast.mia)] == [Reason.UPSTREAM]
    run_all()
    assert Notice.objects.values("entry_id", "person_id").distinct().count() == Notice.objects.count()


def test_who_worked_on_it_has_a_part_who_looked_at_it_has_none(cast, story):
    for person, part in ((cast.otto, "co_author"), (cast.root, "reviewer")):
        Involvement.objects.create(contribution=story[0], person=person, part=part)
    assert upstream(story[2]) == {cast.ada.pk, cast.mia.pk, cast.otto.pk}


def test_no_way_leads_through_what_is_hidden(cast, places, tied):
    """Otto's remark led to it by a secret plan only: he is told nothing, and Sam, who sees all of it, is."""
    communities.join(places.open, by=as_actor(cast.otto))
    remark, own = (bring("Cold", places.open, who) for who in (cast.otto, cast.sam))
    plan = bring("A plan", places.secret, cast.sam)
    oven = bring("An oven", places.open, cast.ada)
    for later, earlier in ((plan, remark), (plan, own), (oven, plan)):
        tied(later, earlier)
    assert upstream(oven) == {cast.sam.pk}
    tied(oven, remark)
    assert upstream(oven) == {cast.sam.pk, cast.otto.pk}


def test_somebody_who_may_no_longer_read_it_is_not_told(cast, places, story):
    Membership.objects.filter(person=cast.mia, community=places.secret).delete()
    contributions.move_home(story[2], places.secret, by=as_actor(cast.sam))
    run_all()
    Notice.objects.all().delete()
    decide(story[2], cast)
    assert sentences(cast.mia) == []


def test_a_link_that_stands_tells_those_it_goes_back_to(cast, places, story, tied):
    idea = bring("A dry mat", places.open, cast.ada)
    tied(idea, story[0])
    assert sentences(cast.mia) == ["Sam Orsel linked “A dry mat”, which goes back to your “Wet customers”"]


def test_a_link_that_is_proposed_waits_for_who_brought_the_later(cast, places, story):
    idea = bring("A dry mat", places.open, cast.ada)
    made = actions.link(idea, story[0], "derived_from", by=as_actor(cast.otto))
    assert sentences(cast.mia) == []
    assert sentences(cast.ada) == ["Otto Orsel says where “A dry mat” comes from: look at its trail and confirm it"]
    actions.confirm(made, by=as_actor(cast.ada))
    assert sentences(cast.mia) == ["Ada Orsel linked “A dry mat”, which goes back to your “Wet customers”"]


def test_what_came_of_it_is_told_up_to_the_first(cast, story):
    day = story[2].created_at.date()
    number = {"metric": "Dry", "value": Decimal(1), "method": "Seen.", "grade": "E", "starts_on": day, "ends_on": day}
    actions.measure(story[2], by=as_actor(cast.sam), **number)
    assert sentences(cast.mia) == [
        "Sam Orsel wrote down what came of “A stand for umbrellas”, which goes back to your “Wet customers”"
    ]
    assert sentences(cast.ada) == ["Sam Orsel wrote down what came of “A stand for umbrellas”"]


def test_a_way_that_is_gone_is_told_without_it(cast, story):
    decide(story[2], cast)
    run_all()
    contributions.withdraw(story[0].body, by=as_actor(cast.mia))
    assert sentences(cast.mia)[-1].startswith("“A stand for umbrellas”, which goes back to your “A text that was taken")


def test_many_lines_cost_as_many_statements_as_few(cast, places, story, tied):
    counted = []
    for times in (1, 4):
        for number in range(times):
            thing = bring(f"Thing {number}", places.open, cast.ada, "lost", details={"last_seen": "here"})
            tied(thing, story[0])
            decide(thing, cast)
        run_all()
        actor = as_actor(cast.mia)
        found = list(notices(actor).select_related(*RELATED))
        with CaptureQueriesContext(connection) as queries:
            assert len(lines(actor, found)) == len(found)
        counted.append(len(queries))
    assert counted[0] == counted[1]
