"""Fifty hands at once on both databases; each test is named after what holds however they fall."""

from __future__ import annotations

from functools import partial

import pytest
from django.db.models import Count

from cast.people import as_actor
from cast.world import bring
from passerelle.contributions import actions as contributions
from passerelle.contributions.models import Contribution, Involvement, Standing
from passerelle.kinds.innovation.idea import purses
from passerelle.kinds.innovation.idea.actions import accept, decline, join, set_budget, suggest, unvote, vote
from passerelle.kinds.innovation.idea.models import Idea, Purse, Suggestion, Vote
from passerelle.kinds.innovation.idea.tests.racing import race
from passerelle.trail.actions import decide

pytestmark = pytest.mark.django_db(transaction=True)


def fresh(idea):
    return Contribution.objects.unscoped("a test").get(pk=idea.pk)


def ideas(cast, places, number):
    return [bring(f"Idea {each}", places.open, cast.ada, "idea") for each in range(number)]


def test_one_row_for_each_idea_and_person_and_no_purse_is_overspent(cast, places):
    """Votes and votes taken back, of two people who have two each, among four ideas."""
    set_budget(places.open, 2, by=as_actor(cast.sam))
    heads = ideas(cast, places, 4)
    voters = (cast.mia, cast.otto)
    given = [partial(vote, head, by=as_actor(who)) for head in heads for who in voters]
    taken = [partial(unvote, head, by=as_actor(who)) for head in heads[:2] for who in voters]
    race([*given, *taken, *given])
    rows = Vote.objects.values("idea", "person").annotate(rows=Count("pk"))
    assert all(row["rows"] == 1 for row in rows)
    assert all(purses.spent(who.pk, places.open.pk) <= 2 for who in voters)
    assert [fresh(head).facts["votes"] for head in heads] == [
        Vote.objects.filter(idea_id=head.pk).count() for head in heads
    ]
    Vote.objects.all().delete()
    counted = race([partial(vote, head, by=as_actor(cast.mia)) for head in heads])
    assert purses.spent(cast.mia.pk, places.open.pk) == 2
    assert counted["done"] + counted["refused"] == 50
    assert Purse.objects.count() == 2


def test_a_merge_among_votes_leaves_no_vote_behind_and_counts_nobody_twice(cast, places):
    source, target = ideas(cast, places, 2)
    voters = (cast.mia, cast.otto, cast.ada, cast.sam)
    given = [partial(vote, head, by=as_actor(who)) for who in voters for head in (source, target)]
    merge = partial(contributions.merge, source, target, by=as_actor(cast.sam))
    race([*given, merge])
    assert fresh(source).merged_into_id == target.pk
    assert not Vote.objects.filter(idea_id=source.pk, returned_at=None).exists()
    assert fresh(target).facts["votes"] == Vote.objects.filter(idea_id=target.pk, returned_at=None).count() == 4
    assert [purses.spent(who.pk, places.open.pk) for who in voters] == [1] * 4


def test_of_two_merges_into_each_other_one_happens(cast, places):
    first, second = ideas(cast, places, 2)
    vote(first, by=as_actor(cast.mia))
    vote(second, by=as_actor(cast.mia))
    sam = cast.sam
    counted = race(
        [
            partial(contributions.merge, first, second, by=as_actor(sam)),
            partial(contributions.merge, second, first, by=as_actor(sam)),
        ]
    )
    standings = sorted(fresh(head).standing for head in (first, second))
    assert (counted["done"], standings) == (1, [Standing.MERGED, Standing.PUBLISHED])
    assert purses.spent(cast.mia.pk, places.open.pk) == 1


def test_no_vote_runs_on_with_an_idea_that_was_settled(cast, places):
    (head,) = ideas(cast, places, 1)
    voters = (cast.mia, cast.otto, cast.ada)
    close = partial(decide, head, "close", reason="So.", by=as_actor(cast.sam))
    race([*(partial(vote, head, by=as_actor(who)) for who in voters), close])
    assert fresh(head).state == "closed"
    assert not Vote.objects.filter(returned_at=None).exists()
    assert fresh(head).facts["votes"] == Vote.objects.count()


def test_no_more_people_in_a_team_than_places(cast, places):
    (head,) = ideas(cast, places, 1)
    Idea.objects.filter(pk=head.pk).update(team_places=1)
    counted = race([partial(join, head, by=as_actor(who)) for who in (cast.mia, cast.otto, cast.sam)])
    assert Involvement.objects.filter(contribution=head, part="team", ended_at=None).count() == 1
    assert counted["done"] + counted["refused"] == 50


def test_one_suggestion_is_decided_once(cast, places):
    (head,) = ideas(cast, places, 1)
    suggest(head, text="Other words", why="", by=as_actor(cast.mia))
    ada = as_actor(cast.ada)
    counted = race([partial(accept, head, cast.mia, by=ada), partial(decline, head, cast.mia, answer="No", by=ada)])
    suggestion = Suggestion.objects.get()
    assert counted["done"] == 1
    assert (fresh(head).body.source == "Other words") == suggestion.accepted == Involvement.objects.exists()
