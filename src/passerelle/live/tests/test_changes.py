"""Positions, gaps and what a reader is told of."""

from __future__ import annotations

import pytest

from cast.people import Cast, Places, as_actor
from cast.world import bring
from passerelle.communities import actions as communities
from passerelle.contributions import actions
from passerelle.journal.models import Entry
from passerelle.journal.tails import Change
from passerelle.live.changes import Reader, decode, encode, missed, present
from passerelle.live.subjects import INBOX, Subjects, subjects_of
from passerelle.people import actions as people

pytestmark = pytest.mark.django_db


def test_a_position_survives_the_way_to_the_browser_and_back() -> None:
    position = {"e": (120, 117, 118), "n": (31,)}
    assert encode(position) == "e120-117-118.n31"
    assert decode(encode(position)) == position
    wrong = ("", "e1", "e1.x2", "e1.n", "e1.nx", "e1.n2.n3", "e1-.n2", "e1" + "-2" * 21 + ".n3", "e1.n2" * 500)
    assert [decode(text) for text in wrong] == [None] * len(wrong)


def test_a_reader_tells_each_row_once(cast: Cast, places: Places) -> None:
    reader = Reader()
    bring("Before", places.open, cast.ada)
    assert reader.read() == []
    made = bring("After", places.open, cast.ada)
    assert reader.read() == [Change("contribution.published", made.pk, places.open.pk)]
    assert reader.read() == []


def test_a_row_that_appears_late_below_others_is_told(cast: Cast, places: Places) -> None:
    reader = Reader()
    made = bring("One", places.open, cast.ada)
    reader.read()
    late = Entry.objects.get(contribution_id=made.pk)
    Entry.objects.filter(pk=late.pk).update(id=late.pk + 2)
    assert [change.contribution_id for change in reader.read()] == [made.pk]
    away = reader.position
    late.pk, late.contribution_id = late.pk + 1, 777
    late.save(force_insert=True)
    assert [change.contribution_id for change in reader.read()] == [777]
    assert [change.contribution_id for change in missed(away) or []] == [777]
    assert reader.read() == missed(present()) == []


def test_what_was_missed(cast: Cast, places: Places, monkeypatch: pytest.MonkeyPatch) -> None:
    position = present()
    bring("One", places.open, cast.ada)
    bring("Two", places.open, cast.ada)
    assert len([change for change in missed(position) or [] if change.verb == "contribution.published"]) == 2
    monkeypatch.setattr("passerelle.live.changes.MOST", 1)
    assert missed(position) is None


def test_subjects_are_what_one_belongs_to_and_may_see(cast: Cast, places: Places) -> None:
    inside, outside = bring("In", places.closed, cast.ada), bring("Out", places.open, cast.ada)
    wanted = [f"contribution:{inside.pid}", f"contribution:{outside.pid}", f"community:{places.open.pid}", "nonsense"]
    wanted += [f"community:{places.secret.pid}"]
    member, stranger = subjects_of(as_actor(cast.mia), wanted), subjects_of(as_actor(cast.otto), wanted)
    assert set(member.communities) == {places.open.pk, places.closed.pk, places.secret.pk, places.shared.pk}
    assert set(member.contributions) == member.conversations == {inside.pk, outside.pk}
    assert stranger == Subjects(
        cast.otto.pk, {places.open.pk: places.open.pid}, {outside.pk: outside.pid}, {outside.pk}
    )
    assert subjects_of(as_actor(None), wanted) == Subjects(0, {}, {})


def test_hints_hold_ids_and_types_only() -> None:
    subjects = Subjects(7, {1: "open"}, {10: "bread"}, frozenset({10}))
    changes = [
        Change("reply.published", 10, 1),
        Change("reply.published", 10, 1),
        Change("reply.published", 11, 2),
        Change("inbox", person_id=8),
    ]
    assert subjects.hints(changes) == [("contribution", "bread"), ("community", "open")]
    assert subjects.hints([Change("inbox", person_id=7)]) == [INBOX]


def test_where_only_the_card_travelled_the_conversation_is_not_hinted_at(cast: Cast, places: Places) -> None:
    inside = bring("From inside", places.closed, cast.ada)
    actions.share(inside, places.open, by=as_actor(cast.ada))
    wanted = [f"contribution:{inside.pid}"]
    member, stranger = (subjects_of(as_actor(who), wanted) for who in (cast.mia, cast.otto))
    said, reported = (Change(verb, inside.pk) for verb in ("reply.published", "post.reported"))
    hint = [("contribution", inside.pid)]
    assert (member.hints([said]), member.hints([reported])) == (hint, hint)
    assert (stranger.hints([said]), stranger.hints([reported])) == ([], [])
    assert stranger.hints([Change("contribution.edited", inside.pk)]) == hint


def test_losing_ones_account_is_about_rights_at_once(cast: Cast, places: Places) -> None:
    reader = Reader()
    reader.read()
    people.deactivate(cast.mia, by=as_actor(cast.root))
    changes = reader.read()
    touched = {who.pk for who in (cast.mia, cast.ada) if Subjects(who.pk, {}, {}).is_about_rights(changes[0])}
    assert touched == {cast.mia.pk}


def test_losing_a_membership_is_about_rights(cast: Cast, places: Places) -> None:
    subjects = subjects_of(as_actor(cast.mia), [])
    position = present()
    communities.remove_member(places.closed, cast.mia, by=as_actor(cast.sam))
    [change] = [change for change in missed(position) or [] if change.verb == "membership.removed"]
    assert subjects.is_about_rights(change)
    assert not subjects_of(as_actor(cast.ada), []).is_about_rights(change)


def test_a_contribution_that_moves_house_is_about_rights(cast: Cast, places: Places) -> None:
    made = bring("Bread", places.open, cast.ada)
    subjects = subjects_of(as_actor(cast.otto), [f"contribution:{made.pid}"])
    position = present()
    actions.move_home(made, places.secret, by=as_actor(cast.sam))
    changes = missed(position) or []
    assert any(subjects.is_about_rights(change) for change in changes)
    assert subjects_of(as_actor(cast.otto), [f"contribution:{made.pid}"]).contributions == {}
