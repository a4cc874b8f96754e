"""The number at the inbox is what stands there unread, whatever one does, loses and gets back, in any order."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cast.people import Cast, Places, as_actor
from cast.world import bring
from passerelle.communities.models import Membership
from passerelle.contributions import actions as contributions
from passerelle.contributions.models import Post
from passerelle.lib.clock import as_of, now
from passerelle.notifications import actions
from passerelle.notifications.actions import Sort
from passerelle.notifications.boxes import UNREAD
from passerelle.notifications.grouping import groups
from passerelle.notifications.models import Gesture, Notice
from passerelle.notifications.reading import notices, unread_count
from passerelle.people.models import Person
from passerelle.work.worker import run_all

pytestmark = pytest.mark.django_db
STEPS = st.one_of(
    st.tuples(st.sampled_from(Sort), st.sets(st.integers(0, 8), min_size=1)),
    st.tuples(st.sampled_from(["undo", "leave", "return", "take back", "bring back", "a day later"]), st.just(set())),
)
Visit = Callable[[Person | None], Client]
OPENED = re.compile(r'id="n-\d+"')


@pytest.fixture
def told(cast: Cast, places: Places) -> list[int]:
    """Three conversations in two communities, three replies to Mia in each."""
    for place in (places.open, places.closed, places.closed):
        made = bring("Bread", place, cast.mia)
        for who in (cast.ada, cast.sam, cast.ada):
            contributions.reply(made, text="Yes.", by=as_actor(who))
    run_all()
    return list(Notice.objects.filter(person=cast.mia).order_by("pk").values_list("pk", flat=True))


# Each example begins with columns written back, not with a world made anew.
@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(STEPS, min_size=1, max_size=6))
def test_the_number_is_what_is_shown_as_unread(cast: Cast, places: Places, told: list[int], steps: list) -> None:
    _begin_anew(cast, places)
    moment = now() + timedelta(minutes=1)
    for step, places_of_lines in steps:
        with as_of(moment):
            _live(cast, places, step, [told[place] for place in sorted(places_of_lines)])
        moment += timedelta(days=1) if step == "a day later" else timedelta(minutes=1)
        with as_of(moment):
            mia = as_actor(cast.mia)
            heads = list(UNREAD.heads(mia, moment).select_related("contribution__home", "post__contribution"))
            shown = groups(mia, heads, UNREAD, moment)
            counted = unread_count(as_actor(cast.mia))
            assert counted == sum(group.count for group in shown)
            assert {line.id for group in shown for line in group.latest or [group.head]} == {
                row.pk for row in notices(mia) if row.read_at is row.done_at is None and row.surfaces_at <= moment
            }


def test_the_pages_say_the_same(cast: Cast, places: Places, told: list[int], visit: Visit) -> None:
    client = visit(cast.mia)
    Membership.objects.filter(person=cast.mia, community=places.closed).delete()
    actions.make_gesture(Sort.DONE, Notice.objects.filter(pk=told[0]), by=as_actor(cast.mia))
    page = client.get("/inbox/?show=unread").text
    number = unread_count(as_actor(cast.mia))
    assert (number, len(OPENED.findall(page))) == (2, 2)
    assert f'data-unread="{number}"' in page
    assert client.get("/inbox/unread/").json() == {"unread": number}


def _begin_anew(cast: Cast, places: Places) -> None:
    Notice.objects.update(read_at=None, done_at=None, surfaces_at=now())
    Post.objects.unscoped("a test").filter(is_body=False).update(standing="published")
    Gesture.objects.all().delete()
    _come_back(cast, places)


def _come_back(cast: Cast, places: Places) -> None:
    Membership.objects.get_or_create(person=cast.mia, community=places.closed)


def _live(cast: Cast, places: Places, step: str, lines: list[int]) -> None:
    """One step of the example."""
    mia, replies = as_actor(cast.mia), Post.objects.unscoped("a test").filter(is_body=False).order_by("pk")
    if step == "undo":
        for last in Gesture.objects.filter(person=cast.mia):
            actions.undo(last.token, by=mia)
    elif step == "leave":
        Membership.objects.filter(person=cast.mia, community=places.closed).delete()
    elif step == "return":
        _come_back(cast, places)
    elif step in ("take back", "bring back"):
        taken = replies.filter(pk__in=list(replies.values_list("pk", flat=True)[:2]))
        taken.update(standing="withdrawn" if step == "take back" else "published")
    elif step in Sort.values:
        rows = notices(mia).filter(pk__in=lines)
        actions.make_gesture(Sort(step), rows, by=mia, until=now() + timedelta(hours=20))
