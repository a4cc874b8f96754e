"""The answer for those whom streams do not reach."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from cast.people import Cast, Places
from cast.world import bring
from passerelle.people.models import Person

pytestmark = pytest.mark.django_db
Visit = Callable[[Person | None], Client]


def test_what_changed_since(cast: Cast, places: Places, visit: Visit) -> None:
    client = visit(cast.gwen)
    first = client.get("/live/since/").json()
    assert first["changed"] == [{"type": "community", "id": places.shared.pid}, {"type": "inbox", "id": ""}]
    bring("Bread", places.open, cast.ada)
    assert client.get("/live/since/", {"entry": first["entry"]}).json()["changed"] == []
    bring("Bridge", places.shared, cast.ada)
    second = client.get("/live/since/", {"entry": first["entry"]}).json()
    assert second["changed"] == [{"type": "community", "id": places.shared.pid}]
    assert client.get("/live/since/", {"entry": second["entry"]}).json()["changed"] == []


def test_the_anonymous_are_told_nothing(visit: Visit) -> None:
    assert [visit(None).get(path).status_code for path in ("/live/", "/live/since/")] == [204, 204]


def test_a_server_without_an_event_loop_sends_streams_away(cast: Cast, visit: Visit) -> None:
    answer = visit(cast.ada).get("/live/")
    assert answer.status_code == 503
    assert 15 <= int(answer["Retry-After"]) <= 45
