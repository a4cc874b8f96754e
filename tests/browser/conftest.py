"""The rich editor on a page of its own, and the whole product as its people meet it."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, expect

from browser.demo_site import DemoSite, serve_demo
from browser.editor_page import opened
from browser.editor_site import EditorSite, serve_editor
from browser.visiting import Visits
from told import shared_folder

expect.set_options(timeout=90_000)  # a busy machine is late, not wrong; what comes at once is not waited for


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


@pytest.fixture(scope="session")
def demo_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DemoSite]:
    """The demo organisation behind a real server: told once, and one for each process of the tests."""
    with serve_demo(shared_folder(tmp_path_factory), tmp_path_factory.mktemp("served") / "var") as site:
        yield site


@pytest.fixture(scope="session")
def _visits(demo_site: DemoSite, browser: Browser) -> Visits:
    return Visits(demo_site, browser)


@pytest.fixture
def visits(_visits: Visits) -> Iterator[Visits]:
    """``visits("member", "/inbox/")``: a page of a persona. What the browsers complained about fails the test."""
    yield _visits
    _visits.close()
    heard, _visits.complaints = _visits.complaints, []
    assert heard == []
