"""Axe finds nothing in the gallery of all pieces."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings as django_settings
from playwright.sync_api import Page
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

pytestmark = pytest.mark.django_db


@pytest.fixture
def open_gallery(settings: Settings) -> None:
    settings.PASSERELLE = django_settings.PASSERELLE.model_copy(update={"gallery": True})


@pytest.mark.usefixtures("open_gallery")
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 820, 1440])
def test_axe_finds_nothing_and_nothing_runs_over(page: Page, live_server: LiveServer, width: int, theme: str) -> None:
    page.emulate_media(color_scheme="dark" if theme == "dark" else "light")
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{live_server.url}/gallery/")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert [violation["id"] for violation in Axe().run(page).response["violations"]] == []
