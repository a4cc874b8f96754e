"""The gallery is for developers."""

from __future__ import annotations

import pytest
from django.conf import settings as django_settings
from django.test import Client
from pytest_django import Settings

pytestmark = pytest.mark.django_db


@pytest.fixture
def open_gallery(settings: Settings) -> None:
    settings.PASSERELLE = django_settings.PASSERELLE.model_copy(update={"gallery": True})


def test_without_leave_it_is_missing(client: Client, settings: Settings) -> None:
    settings.PASSERELLE = django_settings.PASSERELLE.model_copy(update={"gallery": False})
    assert client.get("/gallery/").status_code == 404


@pytest.mark.usefixtures("open_gallery")
def test_with_leave_it_is_shown(client: Client) -> None:
    assert client.get("/gallery/").status_code == 200
