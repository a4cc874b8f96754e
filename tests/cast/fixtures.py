"""The cast as fixtures: ``cast``, ``places``, ``visit``, and what a verb left behind."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cast.people import Cast, Places, engage, settle
from cast.world import World, live
from passerelle.contributions.models import Contribution, Post
from passerelle.journal.models import Entry
from passerelle.people.models import Person
from passerelle.work.models import Job

WRITES = ("INSERT", "UPDATE", "DELETE", "REPLACE")


@pytest.fixture(autouse=True)
def forgotten() -> None:
    """What the tests before counted against their limits: the faster they are, the more of them fall into one minute."""
    cache.clear()


@pytest.fixture
def cast(db: None) -> Cast:
    """The ten people."""
    return engage()


@pytest.fixture
def places(cast: Cast) -> Places:
    """The communities they live in."""
    return settle(cast)


@pytest.fixture
def visit() -> Callable[[Person | None], Client]:
    """``visit(cast.ada)``: a browser in which somebody is signed in."""

    def sign_in(person: Person | None) -> Client:
        client = Client()
        if person is not None:
            client.force_login(person, backend="passerelle.people.backends.StaffCardBackend")
        return client

    return sign_in


def _counts() -> tuple[int, int, int, int]:
    texts = Post.objects.unscoped("counting").count()
    return Contribution.objects.unscoped("counting").count(), texts, Entry.objects.count(), Job.objects.count()


@pytest.fixture
def no_trace(db: None) -> Callable[[], AbstractContextManager[None]]:
    """A block meanwhile no contribution, text, entry or job may come or go."""

    @contextmanager
    def guard() -> Iterator[None]:
        before = _counts()
        yield
        assert _counts() == before

    return guard


@pytest.fixture
def verbs(db: None) -> Callable[[], list[str]]:
    """``verbs()``: the verbs recorded since the last call, in order."""
    seen = 0

    def read() -> list[str]:
        nonlocal seen
        rows = list(Entry.objects.filter(pk__gt=seen).order_by("pk").values_list("pk", "verb"))
        seen = rows[-1][0] if rows else seen
        return [verb for _pk, verb in rows]

    read()
    return read


@pytest.fixture
def writes() -> Callable[[], AbstractContextManager[list[str]]]:
    """A block that collects the statements which change rows."""

    @contextmanager
    def collect() -> Iterator[list[str]]:
        made: list[str] = []
        with CaptureQueriesContext(connection) as queries:
            yield made
        made += [query["sql"] for query in queries if query["sql"].lstrip().upper().startswith(WRITES)]

    return collect


@pytest.fixture
def world(cast: Cast, places: Places) -> World:
    """A small life: see ``cast.world``."""
    return live(cast, places)
