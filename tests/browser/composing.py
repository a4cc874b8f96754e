"""Bringing something to a community of the demo, through its composer."""

from __future__ import annotations

import re

from playwright.sync_api import Page

from passerelle.exchange.demo.names import pid_of

GESTES = pid_of("community", "gestes-de-boutique")


def compose(page: Page, kind: str, community: str, title: str, text: str) -> None:
    """Fill the composer, unsent."""
    page.goto(f"/contribute/?kind={kind}&community={community}")
    page.get_by_label("Title").fill(title)
    page.locator(".tiptap").click()
    page.keyboard.type(text)


def send(page: Page, verb: str) -> None:
    """Send the form and wait for the page of what was brought."""
    page.locator("main").get_by_role("button", name=verb, exact=True).click()
    page.wait_for_url(re.compile(r"/c/"))


def ask(page: Page, title: str) -> str:
    """Ask in a sentence; returns the address of the question."""
    compose(page, "question", GESTES, title, "In one sentence.")
    send(page, "Ask")
    return page.url
