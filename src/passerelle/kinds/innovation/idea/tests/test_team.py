"""The team of an idea: joined while places are free, left at any time; co-authors change the text."""

from __future__ import annotations

import pytest
from django.urls import reverse

from cast.people import as_actor
from cast.world import bring
from passerelle.communities.models import Community
from passerelle.contributions import actions as contributions
from passerelle.contributions.models import Contribution, Involvement
from passerelle.contributions.reading.moves import history
from passerelle.journal.decision import Refused
from passerelle.kinds.innovation.idea.actions import join, leave, let_go, name_co_author
from passerelle.kinds.innovation.idea.models import Idea
from passerelle.notifications.models import Notice
from passerelle.trail.actions import decide
from passerelle.work.worker import run_all


@pytest.fixture
def idea(cast, places):
    details = {"problem": "Paper", "looking_for": "somebody who draws", "team_places": 1}
    return bring("Slips", places.open, cast.ada, "idea", details=details)


def running(idea):
    rows = Involvement.objects.filter(contribution=idea, ended_at=None).order_by("pk")
    return [(row.person.name.partition(" ")[0], row.part) for row in rows.select_related("person")]


def test_joining_leaving_and_what_the_page_says(cast, idea, visit, verbs):
    mia = visit(cast.mia)
    page = mia.get(idea.get_absolute_url()).text
    assert "1 place is free, of 1" in page
    assert "somebody who draws" in page
    verbs()
    for _ in range(2):
        assert mia.post(reverse("idea_join", args=[idea.pid]))["Location"] == idea.get_absolute_url()
    assert running(idea) == [("Mia", "team")]
    page = visit(cast.otto).get(idea.get_absolute_url()).text
    assert "All places are taken" in page
    assert "Mia Orsel" in page
    assert reverse("idea_join", args=[idea.pid]) not in page
    assert idea.followers.get(person=cast.mia).level == "watch"
    mia.post(reverse("idea_leave", args=[idea.pid]))
    assert (running(idea), verbs()) == ([], ["idea.joined", "idea.left"])
    steps = [step.words for step in history(as_actor(cast.otto), idea, cast.ada.name)]
    assert steps[1:] == ["Mia Orsel joined the team", "Mia Orsel left the team"]


def test_who_may_not_join_learns_why(cast, places, idea, no_trace):
    join(idea, by=as_actor(cast.mia))
    for who, said in (
        (cast.otto, "All places"),
        (cast.ada, "You brought this idea"),
        (cast.eve, "Sign in"),
        (cast.gwen, "Join the"),
    ):
        with no_trace(), pytest.raises(Refused, match=said):
            join(idea, by=as_actor(who))
    Idea.objects.filter(pk=idea.pk).update(team_places=None)
    with no_trace(), pytest.raises(Refused, match="looks for nobody"):
        join(idea, by=as_actor(cast.otto))
    decide(idea, "close", reason="So.", by=as_actor(cast.sam))
    with no_trace(), pytest.raises(Refused, match="settled"):
        join(idea, by=as_actor(cast.otto))
    leave(idea, by=as_actor(cast.mia))
    assert running(idea) == []


def test_co_authors_change_the_text_and_take_nothing_back(cast, idea, visit, no_trace):
    mia, ada = as_actor(cast.mia), as_actor(cast.ada)
    with no_trace(), pytest.raises(Refused, match="Only somebody of the team"):
        name_co_author(idea, cast.mia, by=ada)
    join(idea, by=mia)
    for who in (cast.sam, cast.mia, cast.otto):
        with no_trace(), pytest.raises(Refused):
            name_co_author(idea, cast.mia, by=as_actor(who))
    edit = reverse("contribution_edit", args=[idea.pid])
    assert visit(cast.mia).get(edit).status_code == 404
    for _ in range(2):
        visit(cast.ada).post(reverse("idea_co_author", args=[idea.pid, cast.mia.pid]))
    assert running(idea) == [("Mia", "team"), ("Mia", "co_author")]
    changed = {"title": "Slips", "text": "Better words", "problem": "Paper", "effort": "some_days"}
    assert visit(cast.mia).post(edit, changed).status_code == 302
    assert Contribution.objects.unscoped("a test").get(pk=idea.pk).body.source == "Better words"
    with no_trace(), pytest.raises(Refused):
        contributions.withdraw(idea.body, by=mia)
    let_go(idea, cast.mia, by=as_actor(cast.sam))
    assert (running(idea), visit(cast.mia).get(edit).status_code) == ([], 404)
    with no_trace(), pytest.raises(Refused):
        let_go(idea, cast.mia, by=as_actor(cast.otto))


def test_a_co_author_who_lost_the_community_changes_nothing(cast, places, visit):
    idea = bring("Slips", places.closed, cast.ada, "idea", details={"problem": "Paper"})
    Involvement.objects.create(contribution=idea, person=cast.otto, part="co_author")
    assert visit(cast.otto).get(reverse("contribution_edit", args=[idea.pid])).status_code == 404


def test_those_it_concerns_are_told(cast, idea):
    join(idea, by=as_actor(cast.mia))
    name_co_author(idea, cast.mia, by=as_actor(cast.ada))
    let_go(idea, cast.mia, by=as_actor(cast.ada))
    run_all()
    told = Notice.objects.filter(verb__startswith="idea.").order_by("entry_id")
    assert list(told.values_list("verb", "person__name")) == [
        ("idea.joined", "Ada Orsel"),
        ("idea.co_author_named", "Mia Orsel"),
        ("idea.let_go", "Mia Orsel"),
    ]


def test_where_texts_are_read_first_only_the_author_changes_them(cast, idea, places, no_trace):
    """A change that waits would take the place of another's, and appear in the author's name."""
    join(idea, by=as_actor(cast.mia))
    name_co_author(idea, cast.mia, by=as_actor(cast.ada))
    Community.objects.unscoped("a test").filter(pk=places.open.pk).update(contributing="moderated")
    with no_trace(), pytest.raises(Refused, match="as a suggestion"):
        contributions.edit(idea, title="Slips", text="Two blocks of slips.", by=as_actor(cast.mia))
