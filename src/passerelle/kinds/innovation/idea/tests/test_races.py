"""Fifty hands at once on both databases; each test is named after what holds however they fall."""

from __future__ import annotations

from functools import partial

import pytest

from cast.people import as_actor
from cast.racing import HANDS, hands, race
from cast.world import bring
from passerelle.contributions import actions as contributions
from passerelle.contributions.actions import accept_suggestion as accept
from passerelle.contributions.actions import decline_suggestion as decline
from passerelle.contributions.actions import suggest
from passerelle.contributions.models import Contribution, Involvement, Revision, Standing, Suggestion
from passerelle.journal.models import Entry
from passerelle.kinds.innovation.idea import purses
from passerelle.kinds.innovation.idea.actions import join, set_budget, unvote, vote
from passerelle.kinds.innovation.idea.models import Idea, Purse, Vote
from passerelle.trail.actions import decide
from passerelle.trail.actions.decide import stamp
from passerelle.trail.models import Decision

pytestmark = pytest.mark.django_db(transaction=True)


def fresh(idea):
    return Contribution.objects.unscoped("a test").get(pk=idea.pk)


def ideas(cast, places, number):
    return [bring(f"Idea {each}", places.open, cast.ada, "idea") for each in range(number)]


def votes_with(idea):
    return Vote.objects.filter(idea_id=idea.pk, returned_at=None).count()


def test_the_card_counts_the_votes_that_are_there(cast, places):
    """Votes and votes taken back, of three people for one idea: who took it back last has none, who gave it last has one."""
    (head,) = ideas(cast, places, 1)
    voters = [as_actor(who) for who in (cast.mia, cast.otto, cast.ada)]
    done = race([partial(verb, head, by=who) for who in voters for verb in (vote, unvote)])
    assert done == hands(6)
    assert (
        fresh(head).facts["votes"]
        == votes_with(head)
        == sum(purses.spent(who.own_id, places.open.pk) for who in voters)
    )
    race([partial(vote, head, by=who) for who in voters])
    assert fresh(head).facts["votes"] == votes_with(head) == 3


def test_nobody_spends_more_votes_than_they_have(cast, places):
    """Two people with two votes each among four ideas: those that got one are those where it was not refused."""
    set_budget(places.open, 2, by=as_actor(cast.sam))
    heads = ideas(cast, places, 4)
    voters = (cast.mia, cast.otto)
    done = race([partial(vote, head, by=as_actor(who)) for who in voters for head in heads])
    assert [purses.spent(who.pk, places.open.pk) for who in voters] == [2, 2]
    given = [Vote.objects.filter(idea_id=head.pk, person=who).exists() for who in voters for head in heads]
    assert [bool(times) for times in done] == given
    assert [fresh(head).facts["votes"] for head in heads] == [votes_with(head) for head in heads]
    assert Purse.objects.count() == 2


def test_a_merge_among_votes_leaves_no_vote_behind_and_counts_nobody_twice(cast, places):
    source, target = ideas(cast, places, 2)
    vote(source, by=as_actor(cast.mia))
    voters = (cast.otto, cast.ada, cast.sam)
    given = [partial(vote, head, by=as_actor(who)) for who in voters for head in (source, target)]
    done = race([*given, partial(contributions.merge, source, target, by=as_actor(cast.sam))])
    assert done[-1] == 1
    assert fresh(source).merged_into_id == target.pk
    assert (votes_with(source), votes_with(target), fresh(target).facts["votes"]) == (0, 4, 4)
    assert [purses.spent(who.pk, places.open.pk) for who in (cast.mia, *voters)] == [1] * 4


def test_of_two_merges_into_each_other_one_happens(cast, places):
    first, second = ideas(cast, places, 2)
    vote(first, by=as_actor(cast.mia))
    vote(second, by=as_actor(cast.mia))
    sam = as_actor(cast.sam)
    pairs = ((first, second), (second, first))
    done = race([partial(contributions.merge, source, target, by=sam) for source, target in pairs])
    assert sorted(done) == [0, 1]
    merged, whole = pairs[done.index(1)]
    assert [fresh(head).standing for head in (merged, whole)] == [Standing.MERGED, Standing.PUBLISHED]
    assert (votes_with(whole), purses.spent(cast.mia.pk, places.open.pk)) == (1, 1)


def test_an_idea_that_many_merge_away_lives_on_in_one_place(cast, places):
    source, *targets = ideas(cast, places, 5)
    vote(source, by=as_actor(cast.mia))
    done = race([partial(contributions.merge, source, target, by=as_actor(cast.sam)) for target in targets])
    assert sorted(done) == [0, 0, 0, 1]
    assert fresh(source).merged_into_id == targets[done.index(1)].pk
    assert [votes_with(target) for target in targets] == done


def test_of_two_decisions_about_what_both_looked_at_one_is_taken(cast, places):
    """One state, one decision, one reason, one entry; the votes go back once."""
    (head,) = ideas(cast, places, 1)
    vote(head, by=as_actor(cast.mia))
    seen, sam = stamp(fresh(head)), as_actor(cast.sam)
    done = race([partial(decide, head, move, reason=move, seen=seen, by=sam) for move in ("park", "close")])
    assert sorted(done) == [0, 1]
    decision = Decision.objects.unscoped("a test").get()
    assert decision.move == ("park", "close")[done.index(1)]
    assert (fresh(head).state, decision.before) == (decision.after, "submitted")
    assert Entry.objects.get(verb="contribution.moved").particulars["decision"] == decision.pk


def test_no_vote_runs_on_with_an_idea_that_was_settled(cast, places):
    (head,) = ideas(cast, places, 1)
    voters = (cast.mia, cast.otto, cast.ada)
    close = partial(decide, head, "close", reason="So.", by=as_actor(cast.sam))
    *_, closed = race([*(partial(vote, head, by=as_actor(who)) for who in voters), close])
    assert (closed, fresh(head).state, votes_with(head)) == (1, "closed", 0)
    assert fresh(head).facts["votes"] == Vote.objects.count()


def test_of_an_idea_moved_and_changed_at_once_both_stand(cast, places):
    """No step takes back the words, no change of words takes back the step, and each of them counts as a version."""
    (head,) = ideas(cast, places, 1)
    before = fresh(head).version
    texts = [f"Proposal {number}" for number in range(4)]
    efforts = ("some_days", "some_weeks")
    change = [
        partial(
            contributions.edit,
            head,
            title=text,
            text=text,
            details={"effect": text, "effort": effort},
            by=as_actor(cast.ada),
        )
        for text, effort in zip(texts, efforts * 2, strict=True)
    ]
    *changed, moved = race([*change, partial(contributions.make_move, head, "screen", by=as_actor(cast.sam))])
    now, details = fresh(head), Idea.objects.get(pk=head.pk)
    assert (moved, now.state) == (1, "screened")
    assert changed == hands(5)[:-1]
    assert now.version == before + sum(changed) + moved
    assert Revision.objects.filter(post=now.body).count() == sum(changed)
    assert now.title == now.body.source == details.effect
    assert now.facts["effort"] == details.effort


def test_the_last_place_in_a_team_has_one_taker(cast, places):
    (head,) = ideas(cast, places, 1)
    Idea.objects.filter(pk=head.pk).update(team_places=2)
    join(head, by=as_actor(cast.otto))
    comers = (cast.mia, cast.sam)
    done = race([partial(join, head, by=as_actor(who)) for who in comers])
    assert sorted(done) == [0, HANDS // 2]  # who has it already may say so again
    team = Involvement.objects.filter(contribution=head, part="team", ended_at=None)
    assert set(team.values_list("person_id", flat=True)) == {cast.otto.pk, comers[done.index(HANDS // 2)].pk}
    assert team.count() == 2


def test_one_suggestion_is_decided_once(cast, places):
    (head,) = ideas(cast, places, 1)
    suggest(head, text="Other words", why="", by=as_actor(cast.mia))
    ada = as_actor(cast.ada)
    done = race([partial(accept, head, cast.mia, by=ada), partial(decline, head, cast.mia, answer="No", by=ada)])
    suggestion = Suggestion.objects.get()
    assert sorted(done) == [0, 1]
    assert (fresh(head).body.source == "Other words") == suggestion.accepted == Involvement.objects.exists()
    assert suggestion.accepted == bool(done[0])
