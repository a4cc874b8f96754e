"""One life for the whole folder: building it and walking through it takes longer than any question asked of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from django.db import connection, transaction
from django.test import Client

if TYPE_CHECKING:
    from hostile.crawling import Found
    from hostile.life import Life


@dataclass(frozen=True, slots=True)
class Site:
    """A life, a browser for each visitor, and what they found."""

    life: Life
    browsers: dict[str, Client]
    found: Found


@pytest.fixture(scope="package")
def site(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[Site]:
    """Everything its pages offer, in a transaction that is undone in the end."""
    from hostile.crawling import walk  # noqa: PLC0415  this file is read before Django starts
    from hostile.life import lead_it  # noqa: PLC0415  the same

    with django_db_blocker.unblock(), transaction.atomic():  # type: ignore[attr-defined]  # pytest-django's own
        life = lead_it()
        browsers = {name: _browser(getattr(life.cast, name, None)) for name in life.starts()}
        found = walk(browsers, life.starts())
        connection.check_constraints()  # once; left to the end of a transaction that has none, each test would do it again
        yield Site(life, browsers, found)
        transaction.set_rollback(True)


def _browser(person: object) -> Client:
    browser = Client()
    if person is not None:
        browser.force_login(person, backend="passerelle.people.backends.StaffCardBackend")  # type: ignore[arg-type]
    return browser
