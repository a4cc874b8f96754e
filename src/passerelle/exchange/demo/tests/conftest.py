"""The demo told once for all tests of it, and taken back afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest


@pytest.fixture(scope="module")
def told(django_db_setup: None, django_db_blocker: Any) -> Iterator[Any]:
    """The whole story in the test database."""
    from django.db import connection, transaction  # noqa: PLC0415  # this file may be read before Django is loaded

    from passerelle.exchange.demo import telling  # noqa: PLC0415  # as above

    with django_db_blocker.unblock(), transaction.atomic():
        told = telling.tell()
        connection.run_on_commit.clear()  # looked through at every savepoint taken back, for a commit that never comes
        connection.check_constraints()  # once; left to the end of a transaction that has none, each test would do it again
        yield told
        transaction.set_rollback(True)
