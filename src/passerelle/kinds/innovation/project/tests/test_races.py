"""Fifty hands at once on both databases; each test is named after what holds however they fall."""

from __future__ import annotations

from functools import partial

import pytest

from cast.people import as_actor
from cast.racing import hands, race
from cast.world import bring
from passerelle.contributions.actions import edit, make_move
from passerelle.contributions.kinds import get_kind
from passerelle.contributions.models import Contribution, Involvement
from passerelle.kinds.innovation.project.actions import add_milestone, join, set_progress
from passerelle.kinds.innovation.project.models import Project

pytestmark = pytest.mark.django_db(transaction=True)


def fresh(project):
    return Contribution.objects.unscoped("a test").get(pk=project.pk)


def test_a_project_moved_changed_and_carried_on_at_once_keeps_all_of_it(cast, places):
    """No step takes back a plan, no plan takes back a step, and the card tells what the milestones say."""
    project, ada = bring("Slips", places.open, cast.ada, "project"), as_actor(cast.ada)
    plans = [
        partial(edit, project, title=plan, text=plan, details={"risks": plan}, by=ada) for plan in ("First", "Second")
    ]
    milestones = [add_milestone(project, title, by=ada) for title in ("Lyon", "All")]
    progress = [partial(set_progress, one, 100, by=ada) for one in milestones]
    before = fresh(project).version
    *_planned, _first, _second, started = race([*plans, *progress, partial(make_move, project, "start", by=ada)])
    now, details = fresh(project), Project.objects.get(pk=project.pk)
    assert (started, now.state) == (1, "running")
    assert now.title == now.body.source == details.risks
    assert now.facts == get_kind("project").facts(now, details)
    assert now.facts["progress"] == 100
    assert now.version == before + sum(hands(5)[:2]) + len(milestones) + 1  # what is said again changes nothing


def test_each_is_in_the_team_once(cast, places):
    project = bring("Slips", places.open, cast.ada, "project")
    comers = (cast.mia, cast.sam, cast.otto)
    assert race([partial(join, project, by=as_actor(who)) for who in comers]) == hands(3)
    team = Involvement.objects.filter(contribution=project, part="team", ended_at=None)
    assert sorted(team.values_list("person_id", flat=True)) == sorted(who.pk for who in comers)
