"""The world of this folder, built once in a transaction that is never committed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from django.db import connection, transaction

if TYPE_CHECKING:
    from pytest_django import DjangoDbBlocker

    from visibility.canaries import Canaries
    from visibility.world import World


@pytest.fixture(scope="package")
def seen(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    """The world; every test stands in a savepoint of its own, so that what it changes is taken back."""
    from cast.analysing import analyse  # noqa: PLC0415  # models load after this file
    from visibility.world import build  # noqa: PLC0415  # as above

    with django_db_blocker.unblock(), transaction.atomic():
        made = build()
        analyse()
        connection.run_on_commit.clear()  # looked through at every savepoint taken back, for a commit that never comes
        connection.check_constraints()  # once; left to the end of a transaction that has none, each test would do it again
        yield made
        transaction.set_rollback(True)


@pytest.fixture(scope="package")
def canaries(seen: World) -> Canaries:
    """Secrets in every row of the world, and the index anew with them."""
    from passerelle.search.rebuilding import rebuild  # noqa: PLC0415  # models load after this file
    from visibility.canaries import Canaries  # noqa: PLC0415  # as above

    planted = Canaries()
    planted.plant()
    rebuild()
    connection.check_constraints()  # as above
    return planted
