"""The inbox page: reading is a POST, a GET writes nothing, the number of queries does not grow."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cast.people import Cast, Places, as_actor
from cast.world import bring
from passerelle.contributions import actions
from passerelle.contributions.models import Follow, Post
from passerelle.journal.recording import record
from passerelle.notifications import inbox
from passerelle.notifications.models import Notice
from passerelle.notifications.reading import notices, unread_count
from passerelle.notifications.tests.told import sentences
from passerelle.people.models import Person
from passerelle.work.worker import run_all

pytestmark = pytest.mark.django_db
Visit = Callable[[Person | None], Client]
Writes = Callable[[], AbstractContextManager[list[str]]]


@pytest.fixture
def answered(cast: Cast, places: Places) -> Notice:
    """Mia answers Ada."""
    made = bring("Bread", places.open, cast.ada)
    actions.reply(made, text=f"Yes, @{{person:{cast.sam.pid}}}.", by=as_actor(cast.mia))
    sentences(cast.ada)
    return Notice.objects.get(person=cast.ada)


def test_the_page_says_who_did_what(cast: Cast, answered: Notice, visit: Visit, writes: Writes) -> None:
    client = visit(cast.ada)
    with writes() as made:
        page = client.get("/inbox/").content.decode()
    assert made == []
    assert "Mia Orsel answers you: “Bread”" in page
    assert "Yes, @Sam Orsel." in page
    assert f'href="/inbox/{answered.pk}/"' in page


def test_it_speaks_the_language_of_its_owner(cast: Cast, answered: Notice, visit: Visit) -> None:
    Person.objects.filter(pk=cast.ada.pk).update(language="fr")
    assert "Mia Orsel vous répond" in visit(cast.ada).get("/inbox/").content.decode()


def test_an_empty_inbox_teaches_one_thing(cast: Cast, places: Places, visit: Visit) -> None:
    client = visit(cast.otto)
    assert "When somebody answers you, names you or invites you" in client.get("/inbox/").content.decode()
    assert "Nothing new. You are up to date." in client.get("/inbox/?show=unread").content.decode()
    assert visit(None).get("/inbox/").status_code == 302


def test_opening_leads_there_and_reading_is_a_post(cast: Cast, answered: Notice, visit: Visit, writes: Writes) -> None:
    client = visit(cast.ada)
    with writes() as made:
        answer = client.get(f"/inbox/{answered.pk}/")
    post = answered.post
    assert made == []
    assert answer["Location"] == (
        f"/c/{answered.contribution.pid}/bread/?reply={post.pid}&notice={answered.pk}#r-{post.pid}"
    )
    assert unread_count(as_actor(cast.ada)) == 1
    assert client.post(f"/inbox/{answered.pk}/read/")["Location"] == "/inbox/"
    assert client.get("/inbox/unread/").json() == {"unread": 0}


def test_nobody_opens_or_reads_for_another(cast: Cast, answered: Notice, visit: Visit) -> None:
    client = visit(cast.mia)
    assert client.get(f"/inbox/{answered.pk}/").status_code == 404
    assert client.post(f"/inbox/{answered.pk}/read/").status_code == 404
    assert client.post("/inbox/read/", {"until": "999999"}).status_code == 302
    assert unread_count(as_actor(cast.ada)) == 1


def test_all_that_was_shown_is_read_and_nothing_later(cast: Cast, answered: Notice, visit: Visit) -> None:
    actions.reply(answered.contribution, text="More", by=as_actor(cast.otto))
    sentences(cast.ada)
    visit(cast.ada).post("/inbox/read/", {"until": str(answered.pk)})
    assert unread_count(as_actor(cast.ada)) == 1


def test_reading_a_conversation_reads_its_notices(cast: Cast, answered: Notice, visit: Visit) -> None:
    visit(cast.ada).post("/inbox/read/", {"contribution": answered.contribution.pid})
    assert unread_count(as_actor(cast.ada)) == 0


def test_muting_from_the_inbox(cast: Cast, answered: Notice, visit: Visit) -> None:
    visit(cast.ada).post(f"/inbox/{answered.pk}/mute/")
    assert Follow.objects.get(person=cast.ada, contribution=answered.contribution).level == "mute"
    actions.reply(answered.contribution, text="More", by=as_actor(cast.otto))
    assert len(sentences(cast.ada)) == 1
    assert unread_count(as_actor(cast.ada)) == 0


def test_pages_follow_each_other_with_the_same_number_of_queries(
    cast: Cast, places: Places, visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inbox, "PAGE", 5)
    client = visit(cast.ada)

    def brought(title: str) -> None:
        made = bring(title, places.open, cast.ada)
        for text in ("One", "Two"):
            actions.reply(made, text=f"{text} @{{person:{cast.sam.pid}}}", by=as_actor(cast.mia))

    brought("Bread")
    sentences(cast.ada)
    client.get("/inbox/")
    with CaptureQueriesContext(connection) as few:
        client.get("/inbox/")
    for number in range(7):
        brought(f"Bread {number}")
    sentences(cast.ada)
    with CaptureQueriesContext(connection) as many:
        page = client.get("/inbox/").content.decode()
    assert len(many) == len(few)
    assert page.count("data-item") == 5
    following = page.split('hx-get="')[1].split('"')[0].replace("&amp;", "&")
    partial = client.get(following, headers={"HX-Request": "true"}).content.decode()
    assert partial.count("data-item") == 3
    assert {title: (page + partial).count(f"in “{title}”") for title in ("Bread 6", "Bread 0")} == dict.fromkeys(
        ("Bread 6", "Bread 0"), page.count("in “Bread 6”")
    )


def test_the_inbox_of_somebody_who_was_erased_is_empty(cast: Cast, answered: Notice) -> None:
    with transaction.atomic():
        record(as_actor(cast.root), "person.erased", cast.ada)
    run_all()
    assert not Notice.objects.filter(person=cast.ada).exists()


def test_a_reply_that_went_elsewhere_tells_nothing_of_where_it_was(cast: Cast, places: Places) -> None:
    inside, outside = bring("Inside", places.closed, cast.ada), bring("Outside", places.open, cast.sam)
    said = actions.reply(inside, text="Moved later", by=as_actor(cast.mia))
    sentences(cast.ada)
    assert Notice.objects.filter(person=cast.ada, post=said).count() == 1
    Post.objects.unscoped("a test").filter(pk=said.pk).update(contribution=outside)  # as splitting does
    assert [notice.post_id for notice in notices(as_actor(cast.ada))] == [said.pk]
    places.closed.memberships.filter(person=cast.ada).delete()
    assert list(notices(as_actor(cast.ada))) == []
