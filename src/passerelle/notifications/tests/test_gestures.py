"""What one does with lines: done, put off, read, silenced; with one, with several; and back again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from cast.people import Cast, Places, as_actor
from cast.world import bring
from passerelle.contributions import actions as contributions
from passerelle.contributions.models import Contribution, Follow
from passerelle.lib.clock import as_of, now
from passerelle.notifications import actions
from passerelle.notifications.actions import Sort
from passerelle.notifications.mailing.rhythm import waiting
from passerelle.notifications.mailing.sending import send_at_once
from passerelle.notifications.models import Gesture, Notice
from passerelle.notifications.reading import unread_count
from passerelle.notifications.tests.told import sentences
from passerelle.people.models import Person

pytestmark = pytest.mark.django_db
Visit = Callable[[Person | None], Client]


@pytest.fixture
def bread(cast: Cast, places: Places) -> Contribution:
    """Mia, Sam and Otto answer Ada."""
    made = bring("Bread", places.open, cast.ada)
    for who in (cast.mia, cast.sam, cast.otto):
        contributions.reply(made, text="Yes.", by=as_actor(who))
    sentences(cast.ada)
    return made


def numbers() -> list[int]:
    return list(Notice.objects.order_by("pk").filter(person__name="Ada Orsel").values_list("pk", flat=True))


def states() -> list[tuple[bool, bool, datetime]]:
    rows = Notice.objects.filter(person__name="Ada Orsel").order_by("pk")
    return [(row.read_at is None, row.done_at is None, row.surfaces_at) for row in rows]


def test_what_is_done_leaves_and_is_found(cast: Cast, bread: Contribution, visit: Visit) -> None:
    client, (first, *_others) = visit(cast.ada), numbers()
    before = states()
    client.post("/inbox/gestures/", {"do": "done", "one": first})
    assert unread_count(as_actor(cast.ada)) == 2
    assert "2 replies from Otto Orsel and Sam Orsel in “Bread”" in client.get("/inbox/").text
    assert "Mia Orsel answers you: “Bread”" in client.get("/inbox/?show=done").text
    client.post("/inbox/gestures/", {"do": "back", "one": first, "show": "done"})
    assert states() == before


def test_a_group_is_done_as_a_whole_but_not_what_came_since(cast: Cast, bread: Contribution, visit: Visit) -> None:
    client, newest = visit(cast.ada), numbers()[-1]
    page = client.get("/inbox/").text
    assert "3 replies from Otto Orsel, Sam Orsel and 1 other in “Bread”" in page
    contributions.reply(bread, text="One more", by=as_actor(cast.mia))
    sentences(cast.ada)
    answer = client.post("/inbox/gestures/", {"do": "done", "line": newest}, headers={"HX-Request": "true"})
    assert "3 lines are done" in answer.text
    assert unread_count(as_actor(cast.ada)) == 1


def test_each_gesture_is_undone_exactly(cast: Cast, bread: Contribution, visit: Visit) -> None:
    client, newest = visit(cast.ada), numbers()[-1]
    client.post("/inbox/gestures/", {"do": "read", "one": newest})
    before = states()
    for sent in ({"do": "done"}, {"do": "later", "until": "week"}, {"do": "unread"}, {"do": "read"}):
        client.post("/inbox/gestures/", {"everything": "yes", "shown": numbers(), "one": numbers(), **sent})
        assert states() != before
        page = client.get("/inbox/").text
        assert "Undo" in page
        client.post("/inbox/undo/", {"token": Gesture.objects.get(person=cast.ada).token})
        assert states() == before
        assert "Undo" not in client.get("/inbox/").text


def test_only_the_last_gesture_is_undone_and_only_by_its_owner(cast: Cast, bread: Contribution, visit: Visit) -> None:
    first, second, _third = numbers()
    old = actions.make_gesture(Sort.DONE, Notice.objects.filter(pk=first), by=as_actor(cast.ada)).token
    new = actions.make_gesture(Sort.DONE, Notice.objects.filter(pk=second), by=as_actor(cast.ada)).token
    assert not actions.undo(old, by=as_actor(cast.ada))
    assert not actions.undo(new, by=as_actor(cast.mia))
    assert actions.undo(new, by=as_actor(cast.ada))
    assert not actions.undo(new, by=as_actor(cast.ada))
    assert [is_here for _unread, is_here, _at in states()] == [False, True, True]
    assert "This can no longer be undone" in visit(cast.ada).post("/inbox/undo/", {"token": new}, follow=True).text


def test_muting_is_undone_with_the_level_there_was(cast: Cast, bread: Contribution, visit: Visit) -> None:
    client, before = visit(cast.ada), states()
    client.post(f"/inbox/{numbers()[0]}/mute/")
    assert (unread_count(as_actor(cast.ada)), Follow.objects.get(person=cast.ada).level) == (0, "mute")
    client.post("/inbox/undo/", {"token": Gesture.objects.get(person=cast.ada).token})
    follow = Follow.objects.get(person=cast.ada)
    assert (states(), follow.level, follow.chosen) == (before, "watch", False)


def test_what_is_put_off_comes_back_by_itself_on_top_and_unread(cast: Cast, bread: Contribution, visit: Visit) -> None:
    client, first = visit(cast.ada), numbers()[0]
    client.post("/inbox/gestures/", {"do": "read", "everything": "yes", "shown": numbers()[-1]})
    client.post("/inbox/gestures/", {"do": "later", "until": "tomorrow", "one": first})
    put_off = Notice.objects.get(pk=first)
    assert unread_count(as_actor(cast.ada)) == 0
    assert "Mia Orsel answers you" in client.get("/inbox/?show=later").text
    with as_of(put_off.surfaces_at - timedelta(seconds=1)):
        assert unread_count(as_actor(cast.ada)) == 0
    with as_of(put_off.surfaces_at):
        assert unread_count(as_actor(cast.ada)) == 1
        assert client.get("/inbox/").text.count("line--new") == 1
        assert client.get("/inbox/").text.index("Mia Orsel answers you") < client.get("/inbox/").text.index("2 replies")
    assert (put_off.surfaces_at - now()) < timedelta(hours=33)


def test_nobody_moves_lines_of_another(cast: Cast, bread: Contribution, visit: Visit) -> None:
    before = states()
    for sent in (
        {"do": "done", "line": numbers()},
        {"do": "done", "one": numbers()},
        {"do": "read", "shown": numbers()},
    ):
        visit(cast.mia).post("/inbox/gestures/", {"everything": "yes", **sent})
    assert states() == before


def test_a_day_that_is_past_is_refused_in_words(cast: Cast, bread: Contribution, visit: Visit) -> None:
    client, before = visit(cast.ada), states()
    for sent in (
        {"until": "day"},
        {"until": "day", "day": "2020-01-01"},
        {"until": "never"},
        {"until": "day", "day": "x"},
    ):
        page = client.post("/inbox/gestures/", {"do": "later", "one": numbers()[0], **sent}, follow=True).text
        assert "Choose a day" in page
    assert client.post("/inbox/gestures/", {"do": "x"}, headers={"HX-Request": "true"}).status_code == 422
    assert states() == before


def test_marking_all_as_read_leaves_what_is_put_off_or_done(cast: Cast, bread: Contribution, visit: Visit) -> None:
    client, (first, second, third) = visit(cast.ada), numbers()
    client.post("/inbox/gestures/", {"do": "done", "one": first})
    client.post("/inbox/gestures/", {"do": "later", "until": "week", "one": second})
    client.post("/inbox/read/", {"until": third})
    assert [is_unread for is_unread, _is_here, _at in states()] == [True, True, False]


def test_neither_done_nor_put_off_is_mailed(cast: Cast, bread: Contribution) -> None:
    Notice.objects.update(mailed_at=None, mail_claims=0, digest_from=now())
    first, second, third = numbers()
    ada = as_actor(cast.ada)
    actions.make_gesture(Sort.DONE, Notice.objects.filter(pk=first), by=ada)
    actions.make_gesture(Sort.LATER, Notice.objects.filter(pk=second), by=ada, until=now() + timedelta(days=1))
    assert list(waiting(now()).filter(person=cast.ada).values_list("pk", flat=True)) == [third]
    mailed = [send_at_once(Notice.objects.select_related("person").get(pk=pk)) for pk in (first, second, third)]
    assert mailed == [False, False, True]


def test_reading_lines_again_and_again_changes_nothing_more(cast: Cast, bread: Contribution) -> None:
    ada, all_of_them = as_actor(cast.ada), Notice.objects.all()
    with as_of(datetime(2030, 1, 1, tzinfo=UTC)):
        actions.make_gesture(Sort.DONE, all_of_them, by=ada)
    before = list(Notice.objects.order_by("pk").values_list("read_at", "done_at", "surfaces_at"))
    actions.make_gesture(Sort.DONE, all_of_them, by=ada)
    assert list(Notice.objects.order_by("pk").values_list("read_at", "done_at", "surfaces_at")) == before
