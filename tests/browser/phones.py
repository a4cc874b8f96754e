"""Phones with the worker of the installed app, in front of a real server."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, BrowserContext, Page

from passerelle.live.tests.servers import served, session_of
from passerelle.people.models import Person

READY = "navigator.serviceWorker.ready.then(() => Boolean(navigator.serviceWorker.controller))"


@contextmanager
def opened(browser: Browser, *, width: int = 390, scripts: bool = True) -> Iterator[BrowserContext]:
    """A phone that has been here before: its worker is ready."""
    with served() as port:
        size = {"width": width, "height": 780}
        address = f"http://localhost:{port}"
        context = browser.new_context(base_url=address, viewport=size, java_script_enabled=scripts)
        context.set_default_timeout(60_000)
        page = context.new_page()
        page.goto("/account/login/")
        if scripts:
            page.evaluate(READY)
        yield context
        context.close()


def enter(device: BrowserContext, person: Person, path: str) -> Page:
    """Its page, of this person, at this path."""
    hold_cookie(device, person)
    page = device.pages[0]
    page.goto(path)
    return page


def hold_cookie(device: BrowserContext, person: Person) -> None:
    """From now on the browser is signed in as this person."""
    name, _, value = session_of(person).partition("=")
    device.add_cookies([{"name": name, "value": value, "domain": "localhost", "path": "/"}])
