"""What was merged stays on the trail: links, credit and people go on through it to what it lives on in."""

from __future__ import annotations

import pytest

from cast.people import as_actor
from cast.world import bring
from passerelle.contributions import actions as contributions
from passerelle.contributions.models import Contribution, Involvement
from passerelle.notifications.tests.told import sentences
from passerelle.science.credit import credit
from passerelle.trail import actions
from passerelle.trail.models import Link
from passerelle.trail.reading.thanks import _parents, thanks, who_did
from passerelle.trail.reading.walking import walk
from passerelle.trail.rebuilding import from_journal, from_table
from passerelle.trail.upstream import upstream
from passerelle.work.worker import run_all

pytestmark = pytest.mark.django_db


def merge(source, target, who):
    contributions.merge(fresh(source), fresh(target), by=as_actor(who))
    run_all()


def fresh(thing):
    return Contribution.objects.unscoped("a test").get(pk=thing.pk)


def links():
    told = Link.objects.unscoped("a test").order_by("pk")
    return [(link.later.title, link.relation, link.earlier.title, link.status) for link in told]


def behind(person, thing):
    return sorted(node.name for node in walk(as_actor(person), fresh(thing)).back.nodes.values())


def shares(person, thing):
    """Who has which part of the credit of a thing."""
    trail = walk(as_actor(person), fresh(thing))
    parts = who_did(as_actor(person), trail.back.reached, trail.back.reached)
    even = {one: dict.fromkeys(people, 1 / len(people)) for one, people in parts.items()}
    return credit(trail.start.id, _parents(trail.back), even)


@pytest.fixture
def chain(cast, places, tied):
    """A remark of Root's behind A of Mia's and Otto's; A goes into B of Sam's, B into C of Ada's, which Sam carries out."""
    remark = bring("Wet floor", places.open, cast.ada)
    Contribution.objects.filter(pk=remark.pk).update(author=cast.root)
    first, second = bring("A", places.open, cast.mia), bring("B", places.open, cast.sam)
    third, done = bring("C", places.open, cast.ada), bring("Done", places.open, cast.sam)
    Involvement.objects.create(contribution=first, person=cast.otto, part="co_author")
    tied(first, remark)
    tied(done, third)
    merge(first, second, cast.sam)
    merge(second, third, cast.sam)
    return remark, first, second, third, done


def test_a_chain_of_merges_is_walked_to_its_end(cast, chain):
    _remark, _first, _second, third, done = chain
    assert links() == [
        ("A", "derived_from", "Wet floor", "confirmed"),
        ("Done", "derived_from", "C", "confirmed"),
        ("B", "takes_in", "A", "confirmed"),
        ("C", "takes_in", "B", "confirmed"),
    ]
    assert behind(cast.ada, done) == ["A", "B", "C", "Done", "Wet floor"]
    assert [str(node.state) for node in walk(as_actor(cast.ada), third).back.nodes.values()][1:3] == [
        "Merged",
        "Merged",
    ]
    assert from_journal() == from_table()


def test_the_credit_is_one_whole_and_flows_through_what_was_merged(cast, chain):
    parts = shares(cast.ada, chain[4])
    assert sum(parts.values()) == pytest.approx(1, abs=1e-9)
    assert parts == pytest.approx(
        {cast.sam.pk: 0.5 + 0.125, cast.ada.pk: 0.25, cast.mia.pk: 0.03125, cast.otto.pk: 0.03125, cast.root.pk: 0.0625}
    )
    named = {
        name for one in thanks(as_actor(cast.ada), walk(as_actor(cast.ada), chain[4])) for _pid, name in one.people
    }
    assert named == {f"{name} Orsel" for name in ("Sam", "Ada", "Mia", "Otto", "Root")}


def test_everybody_behind_what_was_merged_is_told_what_becomes_of_it(cast, chain):
    assert upstream(fresh(chain[4])) == {cast.root.pk, cast.mia.pk, cast.otto.pk, cast.sam.pk, cast.ada.pk}


def test_what_came_of_the_source_comes_of_the_target(cast, places, things, tied):
    source, target, project, other = things("Source", "Target", "Project", "Other")
    tied(project, source)
    tied(other, source)
    tied(other, target)
    tied(source, other, "inspired_by")
    merge(source, target, cast.sam)
    assert links() == [
        ("Project", "derived_from", "Target", "confirmed"),
        ("Other", "derived_from", "Source", "tombstoned"),
        ("Other", "derived_from", "Target", "confirmed"),
        ("Target", "inspired_by", "Other", "confirmed"),
        ("Target", "takes_in", "Source", "confirmed"),
    ]
    assert behind(cast.ada, project) == ["Project", "Source", "Target"]
    assert from_journal() == from_table()


def test_a_branch_comes_home_without_a_circle(cast, things, tied):
    """What came from the target, straight or round about, is merged into it."""
    straight, around, between, target = things("Straight", "Around", "Between", "Target")
    tied(straight, target)
    tied(around, between)
    tied(between, target)
    merge(straight, target, cast.sam)
    merge(around, target, cast.sam)
    assert links() == [
        ("Straight", "derived_from", "Target", "tombstoned"),
        ("Around", "derived_from", "Between", "confirmed"),
        ("Between", "derived_from", "Target", "confirmed"),
        ("Target", "takes_in", "Straight", "confirmed"),
    ]
    assert sum(shares(cast.ada, target).values()) == pytest.approx(1, abs=1e-9)


def test_what_is_said_of_the_source_later_is_said_of_the_target(cast, places, things):
    source, target, idea = things("Source", "Target", "Idea")
    merge(source, target, cast.sam)
    made = actions.link(idea, fresh(source), "derived_from", by=as_actor(cast.ada))
    assert made.earlier == target


def test_nobody_learns_of_a_merge_they_may_not_see(cast, places, tied):
    source, target = bring("Hidden", places.secret, cast.sam), bring("Seen", places.open, cast.ada)
    merge(source, target, cast.sam)
    assert (behind(cast.otto, target), behind(cast.sam, target)) == (["Seen"], ["Hidden", "Seen"])
    assert not any("Hidden" in one for one in sentences(cast.otto))
