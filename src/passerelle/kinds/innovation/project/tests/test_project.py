"""A project goes in steps everybody sees; it is out when somebody said what came out, measured when there is a number."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cast.people import as_actor
from cast.world import bring
from passerelle.communities.models import Community
from passerelle.contributions.actions import make_move, share
from passerelle.contributions.dates import dates_of
from passerelle.contributions.models import Contribution, Involvement
from passerelle.contributions.reading.cards import cards
from passerelle.journal.decision import Refused
from passerelle.journal.models import Entry
from passerelle.kinds.innovation.project.actions import (
    add_milestone,
    drop_milestone,
    join,
    set_progress,
    write_release_note,
)
from passerelle.kinds.innovation.project.models import Milestone, Project
from passerelle.notifications.models import Notice
from passerelle.trail.actions import decide, link, measure
from passerelle.trail.models import Link, Outcome
from passerelle.work.worker import run_all


@pytest.fixture
def project(cast, places):
    """Ada's, in the open community, under way."""
    made = bring("Slips at every till", places.open, cast.ada, "project")
    make_move(made, "start", by=as_actor(cast.ada))
    return made


def facts(project):
    return Contribution.objects.unscoped("a test").get(pk=project.pk).facts


def test_milestones_say_how_far_it_is(cast, project, verbs):
    ada = as_actor(cast.ada)
    first = add_milestone(project, " Three\ntills ", by=ada, due_on=date(2030, 5, 1))
    second = add_milestone(project, "All tills", by=ada)
    verbs()
    set_progress(first, 100, by=ada)
    set_progress(second, 33, by=ada)
    set_progress(second, 33, by=ada)
    assert verbs() == ["project.milestone_reached", "project.progressed"]
    assert (facts(project)["progress"], facts(project)["milestones"]) == (66, 2)
    assert cards(as_actor(cast.otto), [project.pk])[0].counts == ["66 % done"]
    assert list(Milestone.objects.values_list("title", "progress")) == [("Three tills", 100), ("All tills", 33)]
    drop_milestone(second, by=ada)
    assert facts(project)["progress"] == 100
    with pytest.raises(Refused, match="took this milestone away"):
        set_progress(second, 40, by=ada)


@pytest.mark.parametrize("progress", [-1, 101, 10**9])
def test_no_milestone_is_more_than_done(cast, project, no_trace, progress):
    milestone = add_milestone(project, "All tills", by=as_actor(cast.ada))
    with no_trace(), pytest.raises(Refused, match="Between 0 and 100"):
        set_progress(milestone, progress, by=as_actor(cast.ada))


def test_the_team_carries_it_on_and_nobody_else(cast, project, visit):
    Involvement.objects.create(contribution=project, person=cast.mia, part=Involvement.Part.TEAM)
    page = reverse("project_milestones", args=[project.pid])
    seen = {who: visit(getattr(cast, who)).get(page).status_code for who in ("ada", "mia", "sam", "otto", "gil")}
    assert seen == {"ada": 200, "mia": 200, "sam": 200, "otto": 404, "gil": 404}
    assert visit(cast.mia).post(page, {"title": "Half of the tills"}).status_code == 302
    milestone = Milestone.objects.get()
    browser = visit(cast.mia)
    assert (
        browser.post(
            reverse("project_progress", args=[project.pid]), {"milestone": milestone.pk, "progress": "40"}
        ).status_code
        == 302
    )
    assert (
        browser.post(
            reverse("project_progress", args=[project.pid]), {"milestone": milestone.pk, "progress": "many"}
        ).status_code
        == 302
    )
    assert Milestone.objects.get().progress == 40
    assert (
        visit(cast.otto)
        .post(reverse("project_milestone_drop", args=[project.pid]), {"milestone": milestone.pk})
        .status_code
        == 404
    )
    assert browser.post(page, {"title": " "}).status_code == 422


def test_who_follows_is_told_of_a_milestone_that_is_reached(cast, project):
    milestone = add_milestone(project, "All tills", by=as_actor(cast.sam))
    set_progress(milestone, 50, by=as_actor(cast.sam))
    set_progress(milestone, 100, by=as_actor(cast.sam))
    run_all()
    reached = Notice.objects.filter(verb__startswith="project.")
    assert list(reached.values_list("person", "verb")) == [(cast.ada.pk, "project.milestone_reached")]


def test_it_is_out_when_somebody_said_what_came_out(cast, project, no_trace):
    ada = as_actor(cast.ada)
    with no_trace(), pytest.raises(Refused, match="Write first what came out"):
        make_move(project, "release", by=ada)
    with no_trace(), pytest.raises(Refused, match="in a sentence or two"):
        write_release_note(project, " \n", by=ada)
    write_release_note(project, "Slips hang at every till since May.", by=ada)
    assert make_move(project, "release", by=ada).state == "released"
    assert Project.objects.get().released_on is not None
    with no_trace(), pytest.raises(Refused, match="is not under way"):
        add_milestone(project, "One more", by=ada)
    with no_trace(), pytest.raises(Refused, match="Write down an outcome first"):
        make_move(project, "measure", by=ada)
    period = {"starts_on": date(2026, 1, 1), "ends_on": date(2026, 3, 1)}
    measure(project, metric="Reasons noted", value=Decimal(90), method="Counted", grade="D", by=ada, **period)
    outcome = Outcome.objects.unscoped("a test").filter(contribution=project)
    outcome.update(ends_on=date(2130, 3, 1))  # written down before this was asked
    with no_trace(), pytest.raises(Refused, match="Write down an outcome first"):
        make_move(project, "measure", by=ada)
    outcome.update(ends_on=date(2026, 3, 1))
    assert make_move(project, "measure", by=ada).state == "measured"


def test_to_stop_is_a_decision(cast, project):
    with pytest.raises(Refused, match="with a decision and its reason"):
        make_move(project, "stop", by=as_actor(cast.ada))
    decide(project, "stop", reason="The tills are replaced in June.", by=as_actor(cast.ada))
    assert Contribution.objects.unscoped("a test").get(pk=project.pk).state == "stopped"


def test_due_days_are_in_the_calendar_of_whoever_carries_it(cast, project):
    add_milestone(project, "All tills", by=as_actor(cast.ada), due_on=date(2030, 5, 1))
    told = {
        who: [each.at for each in dates_of(as_actor(getattr(cast, who)), date(2030, 1, 1))] for who in ("ada", "otto")
    }
    assert told == {"ada": [date(2030, 5, 1)], "otto": []}


def test_the_page_says_how_far_it_is_with_the_same_queries(cast, project, visit):
    ada = as_actor(cast.ada)
    add_milestone(project, "Three <tills>", by=ada)
    write_release_note(project, "Slips & pens", by=ada)
    browser, address = visit(cast.otto), project.get_absolute_url()
    page = browser.get(address).text
    assert "Three &lt;tills&gt;" in page
    assert "Slips &amp; pens" in page
    assert reverse("project_milestones", args=[project.pid]) not in page
    with CaptureQueriesContext(connection) as few:
        browser.get(address)
    for number in range(5):
        add_milestone(project, f"Part {number}", by=ada)
    with CaptureQueriesContext(connection) as many:
        browser.get(address)
    assert len(many) == len(few)


def test_entries_hold_no_words(cast, project):
    add_milestone(project, "Secret words", by=as_actor(cast.ada))
    entry = Entry.objects.get(verb="project.milestone_added")
    assert set(entry.particulars) == {"milestone"}


def test_whoever_worked_on_the_idea_goes_on_with_what_carries_it_out(cast, places, project):
    idea = bring("Slips", places.open, cast.mia, "idea")
    for person, part in (
        (cast.otto, "team"),
        (cast.iris, "team"),
        (cast.root, "owner"),
    ):  # Iris may not read here, Root decides
        Involvement.objects.create(contribution=idea, person=person, part=part)
    link(project, idea, "realises", by=as_actor(cast.ada))
    run_all()
    assert team(project) == {cast.mia, cast.otto}
    run_all()
    assert Entry.objects.filter(verb="project.joined").count() == 1


def test_a_decided_idea_leads_to_the_project_that_carries_it_out(cast, places, visit):
    idea = bring("Slips", places.open, cast.mia, "idea")
    Involvement.objects.create(contribution=idea, person=cast.otto, part=Involvement.Part.TEAM)
    way = f"{reverse('contribute')}?kind=project&community={places.open.pid}&from={idea.pid}"
    shown = way.replace("&", "&amp;")
    assert shown not in visit(cast.ada).get(idea.get_absolute_url()).text
    Contribution.objects.filter(pk=idea.pk).update(state="pilot")
    offered = {who: shown in visit(getattr(cast, who)).get(idea.get_absolute_url()).text for who in ("ada", "otto")}
    assert offered == {"ada": True, "otto": False}  # Otto reads and replies, and is no member
    ada = visit(cast.ada)
    form = ada.get(way).text
    assert all(each in form for each in ("Slips", "About Slips.", idea.pid))
    sent = {"title": "Slips at every till", "text": "Text", "goal": "Fewer lost", "origin": idea.pid}
    made_at = ada.post(way, sent)["Location"]
    run_all()
    made = Contribution.objects.unscoped("a test").get(title=sent["title"])
    said = Link.objects.unscoped("a test").get()
    assert (made_at, said.later, said.earlier, said.relation, said.status) == (
        made.get_absolute_url(), made, idea, "realises", "confirmed",
    )  # fmt: skip
    assert team(made) == {cast.mia, cast.otto}
    Contribution.objects.filter(pk=idea.pk).update(reach="involved")
    ada.post(way, {**sent, "title": "Another"})
    assert Project.objects.get(contribution__title="Another").origin_id is None


def test_one_joins_leaves_and_is_let_go(cast, project, visit, verbs):
    otto = visit(cast.otto)
    join_, leave_ = (reverse(name, args=[project.pid]) for name in ("project_join", "project_leave"))
    assert "Carry it on with them" in otto.get(project.get_absolute_url()).text
    verbs()
    for _ in range(2):
        assert otto.post(join_).status_code == 302
    assert team(project) == {cast.otto}
    assert otto.get(reverse("project_milestones", args=[project.pid])).status_code == 200
    otto.post(leave_)
    assert team(project) == set()
    otto.post(join_)
    let_go = reverse("project_let_go", args=[project.pid, cast.otto.pid])
    assert visit(cast.mia).post(let_go).status_code == 403
    assert visit(cast.ada).post(let_go).status_code == 302
    assert verbs() == ["project.joined", "project.left", "project.joined", "project.left"]
    with pytest.raises(Refused, match="you carry it already"):
        join(project, by=as_actor(cast.ada))
    decide(project, "stop", reason="The tills are replaced in June.", by=as_actor(cast.ada))
    with pytest.raises(Refused, match="nobody joins it now"):
        join(project, by=as_actor(cast.otto))


def test_who_lost_the_community_carries_nothing_on_by_a_shared_card(cast, places, visit):
    made = bring("A closed project", places.closed, cast.sam, "project")
    share(made, places.open, by=as_actor(cast.sam))
    Involvement.objects.create(contribution=made, person=cast.otto, part=Involvement.Part.TEAM)
    otto = visit(cast.otto)
    assert otto.get(made.get_absolute_url()).status_code == 200
    for name, sent in (("project_milestones", {"title": "Mine"}), ("project_note", {"note": "Mine"})):
        assert otto.post(reverse(name, args=[made.pid]), sent).status_code == 404


def team(project):
    running = Involvement.objects.filter(contribution=project, part="team", ended_at=None)
    return {part.person for part in running.select_related("person")}


def test_where_texts_are_read_first_no_milestone_appears_unread(cast, places, project, visit, no_trace):
    first = add_milestone(project, "Three tills", by=as_actor(cast.ada))
    Community.objects.unscoped("a test").filter(pk=places.open.pk).update(contributing="moderated")
    with no_trace(), pytest.raises(Refused, match="read first"):
        add_milestone(project, "Words nobody read", by=as_actor(cast.ada))
    page = visit(cast.ada).get(reverse("project_milestones", args=[project.pid])).text
    assert "texts are read first" in page
    assert 'name="title"' not in page
    set_progress(first, 40, by=as_actor(cast.ada))
    assert add_milestone(project, "All tills", by=as_actor(cast.sam)).progress == 0
