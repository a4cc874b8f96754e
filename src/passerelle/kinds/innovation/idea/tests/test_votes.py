"""Votes are scarce: one per idea and person, a purse in each community, back when the idea is settled; whose they are is told to nobody."""

from __future__ import annotations

import pytest
from django.urls import reverse

from cast.people import as_actor
from cast.world import bring
from passerelle.communities.models import Community
from passerelle.contributions import actions as contributions
from passerelle.contributions.models import Contribution
from passerelle.contributions.reading.cards import cards
from passerelle.journal.decision import Refused
from passerelle.journal.models import Entry
from passerelle.kinds.innovation.idea import purses
from passerelle.kinds.innovation.idea.actions import set_budget, unvote, vote
from passerelle.kinds.innovation.idea.models import Idea, Vote, VoteBudget
from passerelle.trail.actions import decide
from passerelle.work.worker import run_all


@pytest.fixture
def propose(cast, places):
    """Another idea of Ada's in the open community."""
    return lambda title="Slips at the till", where=None: bring(title, where or places.open, cast.ada, "idea")


def votes(idea):
    return Contribution.objects.unscoped("a test").get(pk=idea.pk).facts["votes"]


def spent(person, place):
    return purses.spent(person.pk, place.pk)


def test_a_vote_is_given_once_taken_back_and_leaves_no_entry(cast, places, propose, verbs, visit):
    idea = propose()
    verbs()
    browser, address = visit(cast.mia), reverse("idea_vote", args=[idea.pid])
    for _ in range(2):
        assert browser.post(address, {"wanted": "yes"})["Location"] == idea.get_absolute_url()
    assert (votes(idea), spent(cast.mia, places.open)) == (1, 1)
    page = browser.get(idea.get_absolute_url()).text
    assert "Your vote is with this idea." in page
    assert "You have 9 votes left in Open kitchen, of 10." in page
    assert cards(as_actor(cast.otto), [idea.pk])[0].counts == ["1 vote"]
    assert "Your vote is with" not in visit(cast.otto).get(idea.get_absolute_url()).text
    browser.post(address, {"wanted": "no"})
    assert (votes(idea), spent(cast.mia, places.open), Vote.objects.count()) == (0, 0, 0)
    assert (verbs(), Entry.objects.filter(verb__startswith="idea.").count()) == ([], 0)


def test_nobody_spends_more_than_they_have(cast, places, propose, no_trace):
    set_budget(places.open, 2, by=as_actor(cast.sam))
    first, second, third = (propose(title) for title in ("One", "Two", "Three"))
    mia = as_actor(cast.mia)
    vote(first, by=mia)
    vote(second, by=mia)
    with no_trace(), pytest.raises(Refused, match="Take one back from another idea"):
        vote(third, by=mia)
    unvote(first, by=mia)
    vote(third, by=mia)
    assert (votes(first), votes(second), votes(third)) == (0, 1, 1)
    elsewhere = propose("Four", places.closed)
    vote(elsewhere, by=mia)  # another community, another purse
    assert (spent(cast.mia, places.open), spent(cast.mia, places.closed)) == (2, 1)


@pytest.mark.parametrize("way", ["park", "close", "implement"])
def test_votes_return_when_an_idea_is_settled_and_still_count_there(cast, places, propose, no_trace, way):
    idea = propose()
    for who in (cast.mia, cast.otto):
        vote(idea, by=as_actor(who))
    Contribution.objects.filter(pk=idea.pk).update(state="pilot")
    decide(idea, way, reason="So.", by=as_actor(cast.sam))
    assert (votes(idea), spent(cast.mia, places.open), spent(cast.otto, places.open)) == (2, 0, 0)
    for verb in (vote, unvote):
        with no_trace(), pytest.raises(Refused, match="This idea is settled"):
            verb(idea, by=as_actor(cast.sam))
    if way != "implement":
        contributions.make_move(idea, "reopen", by=as_actor(cast.sam))
        assert votes(idea) == 0
        vote(idea, by=as_actor(cast.mia))
        assert (votes(idea), spent(cast.mia, places.open), spent(cast.otto, places.open)) == (1, 1, 0)


@pytest.mark.parametrize("way", ["withdrawn", "removed"])
def test_votes_for_what_is_gone_cost_nothing(cast, places, propose, way):
    idea = propose()
    vote(idea, by=as_actor(cast.mia))
    if way == "withdrawn":
        contributions.withdraw(idea.body, by=as_actor(cast.ada))
    else:
        contributions.remove(idea.body, reason="other", by=as_actor(cast.sam))
    assert spent(cast.mia, places.open) == 0


def test_an_idea_that_moves_house_is_paid_from_the_purse_it_was(cast, places, propose):
    idea = propose()
    vote(idea, by=as_actor(cast.mia))
    contributions.move_home(idea, places.closed, by=as_actor(cast.sam))
    vote(idea, by=as_actor(cast.mia))
    assert (spent(cast.mia, places.open), spent(cast.mia, places.closed), votes(idea)) == (1, 0, 1)


@pytest.mark.parametrize("who", [None, "system", "gwen", "eve", "iris"])
def test_who_does_not_take_part_has_no_vote(cast, propose, no_trace, who):
    actor = as_actor(getattr(cast, who) if who in ("gwen", "eve", "iris") else who)
    idea = propose()
    with no_trace(), pytest.raises(Refused):
        vote(idea, by=actor)


def test_only_community_managers_set_the_budget(cast, places, no_trace):
    for who in (cast.mia, cast.otto, cast.root):
        with no_trace(), pytest.raises(Refused):
            set_budget(places.open, 3, by=as_actor(who))
    for number in (3, 4):
        set_budget(places.open, number, by=as_actor(cast.sam))
    assert VoteBudget.objects.get().votes == 4


def test_what_was_counted_elsewhere_stays_apart(cast, propose, visit):
    idea = propose()
    Idea.objects.filter(pk=idea.pk).update(opening_votes=85)
    vote(idea, by=as_actor(cast.mia))
    page = visit(cast.otto).get(idea.get_absolute_url()).text
    assert "86 votes" in page
    assert "85 of them were counted before the idea came here" in page
    assert (votes(idea), cards(as_actor(cast.otto), [idea.pk])[0].counts) == (1, ["86 votes"])


def test_where_only_the_card_travels_no_votes_do(cast, places, propose, visit):
    idea = propose("Only the card", places.closed)
    vote(idea, by=as_actor(cast.mia))
    contributions.share(idea, places.open, by=as_actor(cast.ada))
    assert cards(as_actor(cast.otto), [idea.pk])[0].counts == []
    assert "vote" not in visit(cast.otto).get(idea.get_absolute_url()).text.partition("<main")[2]
    with pytest.raises(Refused):
        vote(idea, by=as_actor(cast.otto))


def merge(source, target, by):
    contributions.merge(source, target, by=as_actor(by))


def test_merging_keeps_votes_and_counts_nobody_twice(cast, places, propose):
    source, target = propose("Slips"), propose("Hooks")
    for who in (cast.mia, cast.otto):
        vote(source, by=as_actor(who))
    for who in (cast.mia, cast.ada):
        vote(target, by=as_actor(who))
    Idea.objects.filter(pk=source.pk).update(opening_votes=5)
    merge(source, target, cast.sam)
    assert (votes(target), Idea.objects.get(pk=target.pk).opening_votes) == (3, 5)
    assert [spent(who, places.open) for who in (cast.mia, cast.otto, cast.ada)] == [1, 1, 1]
    with pytest.raises(Refused):
        vote(source, by=as_actor(cast.sam))


@pytest.mark.parametrize("into", ["settled", "question"])
def test_merging_into_what_takes_no_votes_returns_them(cast, places, propose, into):
    source = propose()
    vote(source, by=as_actor(cast.mia))
    if into == "settled":
        target = propose("Hooks")
        decide(target, "close", reason="So.", by=as_actor(cast.sam))
    else:
        target = bring("Which hook?", places.open, cast.ada, "question")
    merge(source, target, cast.sam)
    assert spent(cast.mia, places.open) == 0
    if into == "settled":
        assert votes(target) == 1  # wanted by somebody, and paid by nobody


def test_what_was_looked_at_again_takes_votes_of_a_merged_one(cast, places, propose):
    source, target = propose("Slips"), propose("Hooks")
    vote(target, by=as_actor(cast.mia))
    decide(target, "park", reason="So.", by=as_actor(cast.sam))
    contributions.make_move(target, "reopen", by=as_actor(cast.sam))
    vote(source, by=as_actor(cast.mia))
    merge(source, target, cast.sam)
    assert (votes(target), spent(cast.mia, places.open), Vote.objects.count()) == (1, 1, 1)


def test_a_budget_is_between_one_and_a_hundred(cast, places, no_trace):
    from django.db import IntegrityError, transaction  # noqa: PLC0415

    for number in (0, 101):
        with pytest.raises(IntegrityError), transaction.atomic():
            set_budget(places.open, number, by=as_actor(cast.sam))
    assert Community.objects.unscoped("a test").filter(pk=places.open.pk).exists()


def test_an_idea_is_merged_with_a_reason_that_stands_where_it_goes(cast, propose, visit):
    source, target = propose("Slips"), propose("Hooks")
    sam, address = visit(cast.sam), reverse("merge", args=[source.pid])
    assert sam.post(address, {"into": target.pid}).status_code == 422
    assert sam.post(address, {"into": source.pid, "reason": "The same."}).status_code == 403  # into itself
    assert sam.post(address, {"into": target.pid, "reason": "Both hang beside the till."}).status_code == 302
    assert "Both hang beside the till." in visit(cast.otto).get(source.get_absolute_url(), follow=True).text


def test_votes_come_back_to_those_who_cannot_read_where_the_idea_lives_now(cast, places, propose):
    idea = propose()
    for who in (cast.mia, cast.otto):
        vote(idea, by=as_actor(who))
    contributions.move_home(idea, places.closed, by=as_actor(cast.sam))
    run_all()
    assert [spent(who, places.open) for who in (cast.mia, cast.otto)] == [1, 0]
    assert (votes(idea), Vote.objects.get().person) == (1, cast.mia)
