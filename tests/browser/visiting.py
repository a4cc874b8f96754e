"""People of the demo in browsers of their own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, StorageState

from browser.demo_site import DemoSite

# A page asked for on purpose; a stream left behind; the worker, which has tests of its own.
EXPECTED = ("status of 404", "status of 403", "net::ERR_ABORTED", "Service Worker registration blocked")


class Visits:
    """Opens pages for personas: each signs in once, later visits bring the cookie. Remembers every complaint."""

    def __init__(self, site: DemoSite, browser: Browser) -> None:
        self.site = site
        self.complaints: list[str] = []
        self._browser = browser
        self._states: dict[str, StorageState] = {}
        self._open: list[BrowserContext] = []

    def __call__(self, persona: str | None, path: str = "/", **options: Any) -> Page:
        """A page of this persona (None: of nobody) at this path; options are those of a browser context."""
        if persona and persona not in self._states:
            self._states[persona] = self._signed_in(persona)
        state = self._states.get(persona or "")
        page = self._new_page(**({"storage_state": state} if state else {}), **options)
        page.goto(path)
        return page

    def enter(self, persona: str) -> Page:
        """A page of this persona with a session of its own, which may end without ending the others'."""
        page = self._new_page()
        page.goto(self.site.links[persona])
        page.get_by_role("button", name="Enter").click()
        page.wait_for_url(f"{self.site.url}/")
        return page

    def forget(self, persona: str) -> None:
        """Sign in anew at the next visit: what was kept has ended."""
        self._states.pop(persona, None)

    def close(self) -> None:
        """Close every browser opened since the last call."""
        for context in self._open:
            context.close()
        self._open.clear()

    def _signed_in(self, persona: str) -> StorageState:
        page = self.enter(persona)
        state = page.context.storage_state()
        page.context.close()
        return state

    def _new_page(self, **options: Any) -> Page:
        defaults: Mapping[str, Any] = {
            "locale": "en-GB",
            "timezone_id": "Europe/Paris",
            "reduced_motion": "reduce",
            "service_workers": "block",  # test_device looks at it
        }
        context = self._browser.new_context(base_url=self.site.url, **{**defaults, **options})
        self._open.append(context)
        page = context.new_page()
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self.complaints.append(f"{page.url}: {error}"))
        return page

    def _hear(self, said: ConsoleMessage) -> None:
        if said.type in ("error", "warning") and not any(words in said.text for words in EXPECTED):
            self.complaints.append(f"{said.location.get('url', '')}: {said.text}")
