"""What goes back to what: who says so, what cannot be, and that the journal knows all of it."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import ProtectedError
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cast.people import as_actor
from cast.world import bring
from passerelle.contributions import actions as contributions
from passerelle.contributions.actions import share
from passerelle.contributions.models import Contribution, Involvement
from passerelle.journal.actor import system_actor
from passerelle.journal.decision import Refused
from passerelle.trail import actions, graph, rules
from passerelle.trail.models import ACYCLIC, COUNTED, Link, Relation
from passerelle.trail.rebuilding import from_journal, from_table

pytestmark = pytest.mark.django_db


def links():
    return Link.objects.unscoped("a test")


def refusal(verb, *args, **more):
    with pytest.raises(Refused) as said, transaction.atomic():
        verb(*args, **more)
    return str(said.value.reason)


@pytest.mark.parametrize(
    ("who", "status"),
    [("ada", "confirmed"), ("sam", "confirmed"), ("mia", "proposed"), ("gwen", None), ("iris", None)],
)
def test_who_answers_for_the_later_confirms_others_propose(cast, things, who, status):
    later, earlier = things("An oven", "A cold kitchen")
    actor = as_actor(getattr(cast, who))
    if status is None:
        refusal(actions.link, later, earlier, "derived_from", by=actor)
    else:
        assert actions.link(later, earlier, "derived_from", by=actor).status == status
    assert links().count() == (status is not None)


def test_passerelle_only_proposes_and_a_person_confirms(cast, things, verbs):
    later, earlier = things("An oven", "A cold kitchen")
    verbs()
    made = actions.link(later, earlier, "derived_from", by=system_actor())
    assert (made.status, made.source) == ("proposed", "system")
    assert graph.upwards(later.pk) == []
    refusal(actions.confirm, made, by=as_actor(cast.mia))
    actions.confirm(made, by=as_actor(cast.ada))
    assert [edge.earlier for edge in graph.upwards(later.pk)] == [earlier.pk]
    assert verbs() == ["link.asserted", "link.confirmed"]


def test_said_twice_it_stands_once(cast, things, tied, verbs):
    later, earlier = things("An oven", "A cold kitchen")
    first = tied(later, earlier)
    verbs()
    assert (tied(later, earlier), verbs()) == (first, [])
    related = tied(later, earlier, "related_to")
    assert tied(earlier, later, "related_to") == related


def test_taken_away_it_comes_back_when_it_is_said_again(cast, things, tied):
    later, earlier = things("An oven", "A cold kitchen")
    first = tied(later, earlier)
    actions.unlink(first, by=as_actor(cast.ada))
    assert graph.upwards(later.pk) == []
    assert (tied(later, earlier).pk, links().get().status) == (first.pk, "confirmed")


def test_a_dispute_is_raised_from_either_end(cast, places, tied):
    mine, hers = bring("An oven", places.open, cast.ada), bring("A cold kitchen", places.open, cast.mia)
    made = tied(mine, hers)
    refusal(actions.dispute, made, by=as_actor(cast.otto))
    assert actions.dispute(made, by=as_actor(cast.mia)).status == "disputed"
    refusal(actions.confirm, made, by=as_actor(cast.mia))
    assert actions.confirm(made, by=as_actor(cast.ada)).status == "confirmed"


def test_what_nobody_confirmed_is_not_disputed_into_the_graph(cast, places):
    mine, hers = bring("An oven", places.open, cast.ada), bring("A cold kitchen", places.open, cast.mia)
    made = actions.link(mine, hers, "derived_from", by=as_actor(cast.mia))
    assert made.status == "proposed"
    refusal(actions.dispute, made, by=as_actor(cast.mia))
    assert actions.unlink(made, by=as_actor(cast.mia)).status == "tombstoned"
    refusal(actions.link, mine, hers, "derived_from", by=as_actor(cast.mia))


def test_who_sees_only_a_card_of_it_by_now_answers_for_nothing(cast, places):
    made = bring("An oven", places.closed, cast.sam)
    share(made, places.open, by=as_actor(cast.sam))
    Involvement.objects.create(contribution=made, person=cast.otto, part=Involvement.Part.TEAM)
    assert Contribution.objects.visible_to(as_actor(cast.otto)).filter(pk=made.pk).exists()
    assert not rules.answers_for(made, as_actor(cast.otto))


def test_whoever_proposed_it_may_take_it_back(cast, things):
    later, earlier = things("An oven", "A cold kitchen")
    made = actions.link(later, earlier, "derived_from", by=as_actor(cast.mia))
    refusal(actions.unlink, made, by=as_actor(cast.otto))
    assert actions.unlink(made, by=as_actor(cast.mia)).status == "tombstoned"


# circles


def test_a_circle_is_refused_with_the_way_told(things, tied, no_trace):
    first, second, third = things("Cold", "Warm", "Hot")
    tied(second, first)
    tied(third, second, "answers")
    with no_trace():
        assert refusal(tied, first, third) == (
            "This would lead round in a circle: “Hot”, which comes from “Warm”, which comes from “Cold”. "
            "Nothing was linked."
        )


def test_a_circle_through_what_is_hidden_names_nothing_of_it(cast, places, tied):
    first, last = bring("Cold", places.open, cast.ada), bring("Hot", places.open, cast.ada)
    hidden = bring("Only for us", places.secret, cast.sam)
    tied(hidden, first)
    tied(last, hidden)
    said = refusal(actions.link, first, last, "derived_from", by=as_actor(cast.otto))
    assert said == "This would lead round in a circle: “Hot”, which comes from “Cold”. Nothing was linked."


def test_nothing_comes_from_itself(cast, things, tied):
    (one,) = things("Cold")
    refusal(tied, one, one)
    with pytest.raises(IntegrityError), transaction.atomic():
        Link.objects.create(later=one, earlier=one, relation="derived_from", status="confirmed")


def test_what_is_only_related_may_go_round(things, tied):
    first, second = things("Cold", "Warm")
    tied(second, first)
    assert tied(first, second, "inspired_by").status == "confirmed"


def test_a_proposal_blocks_nobody_and_is_looked_at_again(cast, things, tied):
    first, second = things("Cold", "Warm")
    proposed = actions.link(first, second, "derived_from", by=as_actor(cast.mia))
    tied(second, first)
    assert "circle" in refusal(actions.confirm, proposed, by=as_actor(cast.ada))


# time


def test_causes_come_first_by_when_they_happened(cast, things, tied):
    later, earlier = things("An oven", "A cold kitchen")
    day = timedelta(days=1)
    Contribution.objects.filter(pk=later.pk).update(created_at=earlier.created_at - 40 * day)
    assert "nothing comes from what happens later" in refusal(tied, later, earlier)
    actions.set_date(earlier, earlier.created_at - 50 * day, by=as_actor(cast.ada))
    made = tied(later, earlier)
    refusal(actions.set_date, earlier, None, by=as_actor(cast.ada))
    refusal(actions.set_date, later, earlier.created_at - 60 * day, by=as_actor(cast.ada))
    refusal(actions.set_date, earlier, earlier.created_at + 900 * day, by=as_actor(cast.ada))
    actions.unlink(made, by=as_actor(cast.ada))
    assert actions.set_date(earlier, None, by=as_actor(cast.ada)).happened_at is None


# weights


def test_links_weigh_alike_until_somebody_says_otherwise(cast, things, tied):
    idea, trend, signal, other = things("Idea", "Trend", "Signal", "Other")
    first, second = tied(idea, trend), tied(idea, signal)
    assert {first.weight, second.weight} == {1.0}
    actions.weigh(idea, {first.pk: 0.7, second.pk: 0.3}, by=as_actor(cast.ada))
    assert dict(links().values_list("pk", "weight")) == {first.pk: 0.7, second.pk: 0.3}
    assert tied(idea, other).weight == 0.5


@pytest.mark.parametrize("parts", [(0.7, 0.4), (1.0, 0.0), (1.2, -0.2), (float("nan"), 0.5), (1.0,)])
def test_parts_that_are_no_parts_are_refused(cast, things, tied, parts, no_trace):
    idea, trend, signal = things("Idea", "Trend", "Signal")
    made = [tied(idea, trend), tied(idea, signal)]
    with no_trace():
        refusal(
            actions.weigh, idea, {link.pk: part for link, part in zip(made, parts, strict=False)}, by=as_actor(cast.ada)
        )
    assert set(links().values_list("weight", flat=True)) == {1.0}


# what is gone, what is hidden, what does not fit


def test_what_something_comes_from_is_never_deleted_and_leaves_its_place(cast, things, tied):
    later, earlier = things("An oven", "A cold kitchen")
    made = tied(later, earlier)
    contributions.withdraw(earlier.body, by=as_actor(cast.ada))
    assert links().get() == made
    for end in (later, earlier):
        with pytest.raises(ProtectedError):
            end.delete()


def test_neither_end_may_be_hidden_or_gone(cast, places, things, no_trace):
    later, gone = things("An oven", "A cold kitchen")
    contributions.withdraw(gone.body, by=as_actor(cast.ada))
    hidden = bring("Only for us", places.secret, cast.sam)
    with no_trace():
        said = {refusal(actions.link, later, hidden, "derived_from", by=as_actor(cast.otto))}
        refusal(actions.link, hidden, later, "derived_from", by=as_actor(cast.otto))
        refusal(actions.link, later, gone, "derived_from", by=as_actor(cast.ada))
    assert said == {"Nothing was found at this address."}


def test_a_kind_says_in_which_ways_it_is_linked(things, tied):
    later, earlier = things("An oven", "A cold kitchen")
    assert "another" in refusal(tied, later, earlier, "observed_in")
    assert "another" in refusal(tied, later, earlier, "no-such")


def test_a_link_is_there_for_whoever_sees_both_ends(cast, places, tied):
    shown, hidden = bring("Open", places.open, cast.ada), bring("Only for us", places.secret, cast.sam)
    tied(shown, hidden)
    seen = {name: Link.objects.visible_to(as_actor(getattr(cast, name))).count() for name in ("sam", "otto", "root")}
    assert seen == {"sam": 1, "otto": 0, "root": 0}


# any life of links


STEPS = st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4), st.integers(0, 5)), min_size=1, max_size=10)


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_whatever_happens_there_is_no_circle_and_the_journal_knows_it_all(cast, things, steps):
    with transaction.atomic():
        if not (heads := list(Contribution.objects.unscoped("a test").order_by("pk")[:5])):
            heads = things(*"ABCDE")
        for later, earlier, verb in steps:
            step(cast, heads[later], heads[earlier], verb)
        assert from_journal() == from_table()
        rows = links().filter(relation__in=ACYCLIC, status__in=COUNTED).values_list("later_id", "earlier_id")
        assert is_without_circle(set(rows))
        transaction.set_rollback(True)


def step(cast, later, earlier, verb):
    """One thing somebody tries; a refusal leaves everything as it was."""
    ada, mia = as_actor(cast.ada), as_actor(cast.mia)
    made = links().filter(later=later).first()
    tries = [
        lambda: actions.link(later, earlier, Relation.DERIVED_FROM, by=ada),
        lambda: actions.link(later, earlier, Relation.ANSWERS, by=mia),
        lambda: actions.confirm(made, by=ada),
        lambda: actions.dispute(made, by=ada),
        lambda: actions.unlink(made, by=ada),
        lambda: actions.weigh(later, dict.fromkeys(weighed := credited(later), 1 / max(1, len(weighed))), by=ada),
    ]
    if made is None and verb in (2, 3, 4):
        return
    try:
        with transaction.atomic():
            tries[verb]()
    except Refused:
        pass


def credited(later):
    return list(links().filter(later=later, relation="derived_from", status="confirmed").values_list("pk", flat=True))


def is_without_circle(edges):
    """Whatever has nothing before it can be taken off, until nothing is left."""
    while edges:
        free = {later for later, _earlier in edges} - {earlier for _later, earlier in edges}
        if not free:
            return False
        edges = {edge for edge in edges if edge[0] not in free}
    return True


def test_a_walk_is_one_statement_however_far(things, tied):
    chain = things(*"ABCDEFG")
    for earlier, later in pairwise(chain):
        tied(later, earlier)
    with CaptureQueriesContext(connection) as queries:
        assert len(graph.upwards(chain[-1].pk)) == len(graph.onwards(chain[0].pk)) == 6
    assert len(queries) == 2
