"""One life for the whole folder: building it and walking through it takes longer than any question asked of it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.test import Client, override_settings

from hostile.naughty import NAUGHTY
from house.repository import ROOT

if TYPE_CHECKING:
    from hostile.crawling import Found
    from hostile.life import Life

SHARED = ROOT.parent / "shared" / "data" / "suites" / "blns" / "blns.json"


@dataclass(frozen=True, slots=True)
class Site:
    """A life, a browser for each visitor, and what they found."""

    life: Life
    browsers: dict[str, Client]
    found: Found


@pytest.fixture(scope="package")
def site(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[Site]:
    """Everything its pages offer, in a transaction that is undone in the end."""
    from cast.analysing import analyse  # noqa: PLC0415  the same
    from hostile.crawling import walk  # noqa: PLC0415  this file is read before Django starts
    from hostile.life import lead_it  # noqa: PLC0415  the same
    from hostile.sending import rows_of_the_site  # noqa: PLC0415  the same
    from passerelle.work.serving.requests import WsgiRequest  # noqa: PLC0415  the same

    open_door = override_settings(PASSERELLE=settings.PASSERELLE.model_copy(update={"signup_domains": "orsel.example"}))
    unblocked = django_db_blocker.unblock()  # type: ignore[attr-defined]  # pytest-django's own
    with pytest.MonkeyPatch.context() as patch, unblocked, open_door, transaction.atomic():
        patch.setattr("django.test.client.WSGIRequest", WsgiRequest)  # as our WSGI entry makes them
        life = lead_it()
        analyse()
        browsers = {name: _browser(getattr(life.cast, name, None)) for name in life.starts()}
        found = walk(browsers, life.starts())
        connection.run_on_commit.clear()  # looked through at every savepoint taken back, for a commit that never comes
        rows_of_the_site.cache_clear()
        rows_of_the_site()
        connection.check_constraints()  # once; left to the end of a transaction that has none, each test would do it again
        yield Site(life, browsers, found)
        transaction.set_rollback(True)


def _browser(person: object) -> Client:
    browser = Client()
    if person is not None:
        browser.force_login(person, backend="passerelle.people.backends.StaffCardBackend")  # type: ignore[arg-type]
    return browser


@pytest.fixture(params=["authored", pytest.param("shared", marks=pytest.mark.slow)])
def strings(request: pytest.FixtureRequest) -> list[str]:
    """Strings that have hurt programs: our own, and a public list where it lies beside the repository."""
    if request.param == "authored":
        return NAUGHTY
    if not SHARED.exists():
        pytest.skip("shared data set suites/blns is absent")
    return [each for each in json.loads(SHARED.read_text()) if each.strip()]
