"""A verb that waited for its row works on the row as it is by then."""

from __future__ import annotations

import threading

import pytest
from django.db import connection, connections, transaction
from django.db.transaction import TransactionManagementError

from cast.world import bring
from passerelle.contributions.models import Contribution, Post


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("table", [Contribution, Post])
def test_what_moved_meanwhile_is_there_and_where_it_is(cast, places, table):
    if connection.vendor != "postgresql":
        pytest.skip("on SQLite a transaction waits before it looks")
    head, other = (bring(title, places.open, cast.ada) for title in ("A lamp", "An oven"))
    rows = table.objects.unscoped("a test")
    row = head if table is Contribution else head.body
    change = {"home": places.closed} if table is Contribution else {"contribution": other, "is_body": False}
    held, done = threading.Event(), threading.Event()

    def move() -> None:
        with transaction.atomic():
            rows.filter(pk=row.pk).update(**change)
            held.set()
            done.wait(1)  # meanwhile the other waits for the row
        connections.close_all()

    moving = threading.Thread(target=move)
    moving.start()
    held.wait()
    with transaction.atomic():
        found = table.objects.locked(row.pk)
        moved = found.home == places.closed if table is Contribution else found.contribution == other
    moving.join()
    assert moved


@pytest.mark.django_db(transaction=True)
def test_a_row_is_held_in_a_transaction_only(cast, places):
    head = bring("A lamp", places.open, cast.ada)
    for _ in range(2):
        with pytest.raises(TransactionManagementError):
            Contribution.objects.locked(head.pk)
        with transaction.atomic():
            assert Contribution.objects.locked(head.pk) == head
