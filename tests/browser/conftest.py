"""The rich editor on a page of its own."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import ConsoleMessage, Page

from browser.editor_page import opened
from browser.editor_site import EditorSite, serve_editor


@pytest.fixture
def editor_site() -> Iterator[EditorSite]:
    """A page with the editor, a list of names and a place for files."""
    with serve_editor() as editor_site:
        yield editor_site


@pytest.fixture
def complaints(page: Page) -> Iterator[list[str]]:
    """What the browser complained about; a refusal by the content security policy would be here."""
    heard: list[str] = []

    def hear(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            heard.append(message.text)

    page.on("console", hear)
    page.on("pageerror", lambda error: heard.append(str(error)))
    yield heard
    assert heard == []


@pytest.fixture
def editor(page: Page, editor_site: EditorSite, complaints: list[str]) -> Page:
    """A page whose editor is ready and has the focus."""
    return opened(page, editor_site)
