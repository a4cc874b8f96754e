"""The scorecard: who is asked, what each sees of it and when, what the marks come to."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from cast.people import as_actor
from cast.world import bring
from passerelle.communities.models import Membership
from passerelle.contributions.actions import accept_suggestion, suggest
from passerelle.contributions.models import Contribution, Deadline, Involvement
from passerelle.journal.decision import Refused
from passerelle.journal.models import Entry
from passerelle.kinds.innovation.idea import actions, listeners
from passerelle.kinds.innovation.idea.models import Criterion, Mark
from passerelle.kinds.innovation.idea.scorecard import scorecard
from passerelle.kinds.innovation.idea.weighing import Spread, weighted_mean
from passerelle.lib.clock import now
from passerelle.notifications.tests.told import sentences
from passerelle.trail.actions import decide
from passerelle.web.waiting import waiting_count
from passerelle.work.worker import run_all

CRITERIA = {0: ("It helps many", 3), 1: ("We can do it", 1)}


def day(days):
    return timezone.localdate(now() + timedelta(days=days))


@pytest.fixture
def criteria(cast, places):
    actions.set_criteria(places.open, CRITERIA, by=as_actor(cast.sam))
    return [one.pk for one in Criterion.objects.all()]


@pytest.fixture
def idea(cast, places, criteria):
    return bring("Slips", places.open, cast.ada, "idea", details={"problem": "Paper"})


@pytest.fixture
def asked(cast, idea):
    for who in (cast.mia, cast.otto):
        actions.name_reviewer(idea, who, due_on=day(5), by=as_actor(cast.sam))
    return idea


def says(idea, who, *values, note=""):
    keys = [one.pk for one in Criterion.objects.filter(ended_at=None)]
    actions.score(idea, {key: (value, note) for key, value in zip(keys, values, strict=True)}, by=as_actor(who))


def seen(idea, who):
    """What somebody sees of the marks: the mean, how many answered, whose notes."""
    card = scorecard(as_actor(who), idea)
    result = card.result
    return result and (result.mean, result.answers, sorted({one.note for one in result.notes if one.note}))


def texts(idea, visit, *people):
    return [(who, visit(who).get(idea.get_absolute_url()).text) for who in people]


def test_means_weigh_and_who_cannot_tell_does_not_count():
    one, other, none = Spread("a", 3, [2, 4], 1), Spread("b", 1, [5], 0), Spread("c", 9, [], 2)
    assert (weighted_mean([one, other, none]), weighted_mean([none]), weighted_mean([])) == (3.5, None, None)
    assert [Spread("a", 1, values, 0).is_wide for values in ([1, 3], [1, 4], [5], [])] == [False, True, False, False]


def test_each_gives_their_own_before_seeing_those_of_the_others(cast, asked, visit):
    says(asked, cast.mia, 2, 5, note="Mia’s note")
    whole = (2.75, 1, ["Mia’s note"])
    assert [seen(asked, who) for who in (cast.sam, cast.mia, cast.otto, cast.ada, cast.fred)] == [
        whole, (2.75, 1, []), None, None, None,
    ]  # fmt: skip
    page = asked.get_absolute_url()
    for who in (cast.otto, cast.ada, cast.fred, cast.root):
        shown = visit(who).get(page).text
        assert "Mia’s note" not in shown
        assert "of 5, weighted" not in shown
        assert "still waited for" not in shown
    assert "Mia’s note" in visit(cast.mia).get(page).text
    assert "Mia’s note" in visit(cast.sam).get(page).text
    says(asked, cast.otto, 5, None, note="Otto’s note")
    assert seen(asked, cast.otto) == (3.875, 2, [])
    shown = visit(cast.otto).get(page).text
    assert "Otto’s note" in shown
    assert "Mia’s note" not in shown
    apart, single = "“It helps many” lie far apart, from 2 to 5", "2 · 5"
    told = {who: (apart in text, single in text) for who, text in texts(asked, visit, cast.otto, cast.sam)}
    assert told == {cast.otto: (False, False), cast.sam: (True, True)}  # of two, Otto would know which is Mia's
    assert "once three have answered" in shown
    assert "from 2 of 2 reviewers." in shown
    actions.name_reviewer(asked, cast.fred, due_on=day(5), by=as_actor(cast.sam))
    assert "from 2 of 3 reviewers." in visit(cast.otto).get(page).text
    says(asked, cast.fred, 3, 3)
    shown = visit(cast.otto).get(page).text
    assert (apart in shown, "2 · 3 · 5" in shown) == (True, True)


def test_who_decides_and_weighs_gives_their_own_first_too(cast, asked):
    actions.name_reviewer(asked, cast.sam, due_on=day(5), by=as_actor(cast.sam))
    says(asked, cast.mia, 2, 5)
    assert seen(asked, cast.sam) is None
    says(asked, cast.sam, 4, 5)
    assert seen(asked, cast.sam) == (3.5, 2, [])
    decide(asked, "park", reason="So.", by=as_actor(cast.sam))
    head = Contribution.objects.unscoped("a test").get(pk=asked.pk)
    assert (seen(head, cast.otto), Deadline.objects.filter(met_at=None).count()) == ((3.5, 2, []), 0)


def test_it_waits_for_each_until_they_answer(cast, asked, verbs):
    assert [waiting_count(as_actor(who)) for who in (cast.mia, cast.otto)] == [1, 1]
    card = scorecard(as_actor(cast.sam), asked)
    assert [(one.name, one.answered) for one in card.reviewers] == [("Mia Orsel", False), ("Otto Orsel", False)]
    assert [one.answered for one in scorecard(as_actor(cast.mia), asked).reviewers] == [None, None]
    verbs()
    says(asked, cast.mia, 2, 5)
    says(asked, cast.mia, 2, 5)
    says(asked, cast.mia, 3, 5)
    says(asked, cast.otto, 3, 5)
    assert verbs() == ["idea.scored", "idea.score_changed", "idea.scored"]
    assert [waiting_count(as_actor(who)) for who in (cast.mia, cast.otto)] == [0, 0]
    run_all()
    assert "Mia Orsel" not in str(sentences(cast.mia))
    assert "Everybody who was asked has weighed “Slips”" in sentences(cast.sam)
    assert "Sam Orsel asks you to weigh “Slips”" in sentences(cast.mia)


def test_who_is_asked_no_longer_counts_no_longer(cast, asked, visit, verbs):
    says(asked, cast.mia, 1, 1)
    says(asked, cast.otto, 5, 5)
    address = reverse("idea_reviewer_remove", args=[asked.pid, cast.mia.pid])
    assert visit(cast.otto).post(address).status_code == 403
    verbs()
    for _ in range(2):
        visit(cast.sam).post(address)
    assert (verbs(), seen(asked, cast.sam), seen(asked, cast.mia)) == (["idea.reviewer_removed"], (5, 1, []), None)
    with pytest.raises(Refused, match="Only those who were asked"):
        says(asked, cast.mia, 2, 2)
    actions.name_reviewer(asked, cast.mia, due_on=day(5), by=as_actor(cast.sam))
    assert (seen(asked, cast.sam), Deadline.objects.filter(met_at=None).count()) == ((3, 2, []), 0)


def test_who_becomes_an_author_neither_weighs_nor_decides(cast, asked, no_trace):
    says(asked, cast.otto, 5, 5)
    actions.name_owner(asked, cast.mia, by=as_actor(cast.sam))
    for who in (cast.otto, cast.mia):
        suggest(asked, text=f"As {who.name} says.", why="", by=as_actor(who))
        accept_suggestion(asked, who, by=as_actor(cast.ada))
        with no_trace(), pytest.raises(Refused, match="Only those who were asked"):
            says(asked, who, 1, 1)
        with no_trace(), pytest.raises(Refused, match="brought this idea"):
            actions.name_owner(asked, who, by=as_actor(cast.sam))
    assert (seen(asked, cast.sam), waiting_count(as_actor(cast.mia))) == (None, 0)
    with no_trace(), pytest.raises(Refused, match="Only the community managers"):
        decide(asked, "park", reason="So.", by=as_actor(cast.mia))
    assert set(Involvement.objects.filter(ended_at=None).values_list("part", flat=True)) == {"co_author"}
    Involvement.objects.create(contribution=asked, person=cast.otto, part="reviewer")  # from before this was so
    assert scorecard(as_actor(cast.sam), asked).reviewers == []


def test_who_may_not_ask_or_be_asked_learns_why(cast, asked, places, no_trace):
    for who in (cast.ada, cast.mia, cast.otto, cast.gwen, cast.root, None):
        with no_trace(), pytest.raises(Refused, match="Only the community managers"):
            actions.name_reviewer(asked, cast.fred, due_on=day(5), by=as_actor(who))
    for person, said in ((cast.ada, "brought this idea"), (cast.gwen, "cannot read")):
        with no_trace(), pytest.raises(Refused, match=said):
            actions.name_reviewer(asked, person, due_on=day(5), by=as_actor(cast.sam))
    with no_trace(), pytest.raises(Refused, match="in the past"):
        actions.name_reviewer(asked, cast.fred, due_on=day(-1), by=as_actor(cast.sam))
    bare = bring("Bare", places.closed, cast.ada, "idea", details={"problem": "Paper"})
    with no_trace(), pytest.raises(Refused, match="by what ideas are weighed"):
        actions.name_reviewer(bare, cast.mia, due_on=day(5), by=as_actor(cast.sam))
    with no_trace(), pytest.raises(Refused, match="between 1 and 5"):
        says(asked, cast.mia, 6, 1)
    with no_trace(), pytest.raises(Refused, match="changed meanwhile"):
        actions.score(asked, {}, by=as_actor(cast.mia))
    decide(asked, "close", reason="So.", by=as_actor(cast.sam))
    with no_trace(), pytest.raises(Refused, match="settled"):
        says(asked, cast.mia, 1, 1)


def test_who_lost_the_community_weighs_and_decides_no_longer(cast, places):
    actions.set_criteria(places.closed, CRITERIA, by=as_actor(cast.sam))
    idea = bring("Inside", places.closed, cast.ada, "idea", details={"problem": "Paper"})
    actions.name_reviewer(idea, cast.mia, due_on=day(5), by=as_actor(cast.sam))
    actions.name_owner(idea, cast.mia, by=as_actor(cast.sam))
    Membership.objects.filter(person=cast.mia, community=places.closed).delete()
    with pytest.raises(Refused, match="Only those who were asked"):
        says(idea, cast.mia, 1, 1)
    with pytest.raises(Refused, match="Only the community managers"):
        actions.remove_reviewer(idea, cast.mia, by=as_actor(cast.mia))


def test_whoever_was_named_decides_and_asks(cast, idea, no_trace, verbs):
    for who in (cast.ada, cast.mia, cast.root):
        with no_trace(), pytest.raises(Refused):
            actions.name_owner(idea, cast.mia, by=as_actor(who))
    with no_trace(), pytest.raises(Refused, match="brought this idea"):
        actions.name_owner(idea, cast.ada, by=as_actor(cast.sam))
    verbs()
    for person in (cast.otto, cast.mia, cast.mia):
        actions.name_owner(idea, person, by=as_actor(cast.sam))
    assert verbs() == ["idea.owner_named"] * 2
    actions.name_reviewer(idea, cast.otto, due_on=day(5), by=as_actor(cast.mia))
    with no_trace(), pytest.raises(Refused):
        decide(idea, "park", reason="So.", by=as_actor(cast.otto))
    decide(idea, "park", reason="So.", by=as_actor(cast.mia))
    assert Contribution.objects.unscoped("a test").get(pk=idea.pk).state == "parked"


def test_criteria_are_reworded_taken_away_and_asked_anew(cast, places, asked, criteria, no_trace):
    says(asked, cast.mia, 2, 4)
    with no_trace(), pytest.raises(Refused):
        actions.set_criteria(places.open, {0: ("x", 1)}, by=as_actor(cast.ada))
    actions.set_criteria(
        places.open, {0: ("It helps very many", 1), 2: ("One can measure it", 2)}, by=as_actor(cast.sam)
    )
    card = scorecard(as_actor(cast.sam), asked)
    told = [(one.label, one.values) for one in card.result.spreads]
    assert (card.answered, told) == (0, [("It helps very many", [2]), ("One can measure it", [])])
    says(asked, cast.mia, 2, 5)
    assert seen(asked, cast.sam) == (4, 1, [])


def test_an_erased_person_leaves_marks_without_words_and_nobody_waits_for_them(cast, asked):
    says(asked, cast.mia, 2, 4, note="Her words")
    for who in (cast.mia, cast.otto):
        erased = Entry.objects.create(
            at=now(), verb="person.erased", subject_type="person", subject_id=who.pk, via="system"
        )
        listeners.forget_reviewer(entry_id=erased.pk)
    assert set(Mark.objects.values_list("note", flat=True)) == {""}
    assert seen(asked, cast.sam) == (2.5, 1, [])
    running = Involvement.objects.filter(part="reviewer", ended_at=None)
    assert (running.get().person, Deadline.objects.filter(met_at=None).count()) == (cast.mia, 0)


def test_the_pages_ask_and_the_decision_rests_on_it(cast, places, visit, django_assert_num_queries):
    sam = visit(cast.sam)
    page = reverse("idea_criteria", args=[places.open.pid])
    assert visit(cast.ada).get(page).status_code == 404
    assert "It solves a problem many people have" in sam.get(page).text
    twice = {"label_0": "It helps", "weight_0": "2", "label_1": "it HELPS", "weight_1": "1"}
    assert "stands here twice" in sam.post(page, twice).text
    assert sam.post(page, {"label_0": ""}).status_code == 422
    assert sam.post(page, {"label_0": "It helps", "weight_0": "2", "label_3": "We can"}).status_code == 302
    idea = bring("Slips", places.open, cast.ada, "idea", details={"problem": "Paper"})
    asking = reverse("idea_reviewers", args=[idea.pid])
    assert [visit(who).get(asking).status_code for who in (cast.ada, cast.mia)] == [403, 403]
    assert "cannot read" in sam.post(asking, {"person": cast.gil.pid, "due_on": day(3)}).text
    assert sam.post(asking, {"person": "Mia Orsel", "due_on": day(3)}).status_code == 302
    assert "has time until" in sam.get(asking).text
    form, mia = reverse("idea_score", args=[idea.pid]), visit(cast.mia)
    assert visit(cast.otto).get(form).status_code == 403
    assert mia.post(form, {"mark_0": "4"}).status_code == 422
    assert mia.post(form, {"mark_0": "4", "note_0": "Many", "mark_3": "unsure"}).status_code == 302
    assert 'value="Many"' in mia.get(form).text
    deciding = sam.get(reverse("trail_decide", args=[idea.pid, "park"])).text
    assert "Scorecard: 4.0 of 5, weighted, from 1 of 1 reviewer." in deciding
    assert "What each said" in deciding
    assert sam.post(reverse("idea_owner", args=[idea.pid]), {"person": "Otto Orsel"}).status_code == 302
    assert "Decided by:" in visit(cast.ada).get(idea.get_absolute_url()).text
    assert sam.post(reverse("idea_owner", args=[idea.pid]), {"person": ""}).status_code == 302
    with django_assert_num_queries(8):
        scorecard(as_actor(cast.sam), Contribution.objects.unscoped("a test").select_related("home").get(pk=idea.pk))
