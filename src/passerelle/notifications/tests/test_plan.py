"""The number of every page is looked up in one small index: it costs what is unread, not what ever reached somebody."""

from __future__ import annotations

import pytest
from django.db import connection

from cast.people import Cast, as_actor
from passerelle.lib.clock import now
from passerelle.notifications.boxes import BOXES
from passerelle.notifications.models import Notice
from passerelle.notifications.reading import _unread

pytestmark = pytest.mark.django_db
INDEXES = {"": "notice_inbox", "unread": "notice_unread", "later": "notice_inbox", "done": "notice_done"}


@pytest.fixture
def much(cast: Cast) -> None:
    """What reached two people in a year, nearly all of it read or done."""
    Notice.objects.bulk_create(
        Notice(
            person=(cast.mia, cast.ada)[number % 2],
            entry_id=number,
            verb="reply.published",
            reason="reply",
            read_at=None if number % 100 < 2 else now(),
            done_at=now() if number % 20 < 2 else None,
        )
        for number in range(3000)
    )
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("ANALYZE notifications_notice")


def test_the_number_is_one_index_lookup(cast: Cast, much: None) -> None:
    assert "notice_unread" in _unread.build(as_actor(cast.mia), now()).explain()


@pytest.mark.parametrize("slug", BOXES)
def test_each_box_reads_its_own_index(cast: Cast, much: None, slug: str) -> None:
    box = BOXES[slug]
    assert INDEXES[slug] in box.lines(as_actor(cast.mia), now()).order_by(*box.order)[:30].explain()
