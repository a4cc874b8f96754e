"""Feeds for the tests, as programs ask for them. This file is read before Django starts."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from django.test import Client


@pytest.fixture
def address():
    """``address(cast.ada, "community", places.open)``: where a program of hers asks."""
    from cast.people import as_actor  # noqa: PLC0415  needs Django
    from passerelle.doors.feeds import actions  # noqa: PLC0415  the same
    from passerelle.doors.feeds.models import Feed  # noqa: PLC0415  the same
    from passerelle.doors.feeds.tokens import url_of  # noqa: PLC0415  the same

    def make(owner: object, about: str, subject: object = None) -> str:
        feed = actions.make(Feed.About(about), subject, by=as_actor(owner))  # type: ignore[arg-type]
        return urlsplit(url_of(feed)).path

    return make


@pytest.fixture
def ask():
    """``ask(address)``: what a program without cookies is answered."""

    def get(at: str, **headers: str) -> object:
        return Client().get(at, headers=headers)

    return get
