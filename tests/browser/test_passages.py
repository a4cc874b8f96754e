"""A sentence is marked in a text and used, by keyboard and without scripts."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from cast.people import Cast, Places, as_actor
from cast.world import bring
from passerelle.contributions import actions
from passerelle.live.tests.servers import served, session_of
from passerelle.people.models import Person

pytestmark = pytest.mark.django_db(transaction=True)
MARK = """text => {
  const said = [...document.querySelectorAll('.reply .prose p')].find(one => one.textContent.includes(text));
  const node = said.firstChild, start = node.data.indexOf(text);
  document.getSelection().setBaseAndExtent(node, start, node, start + text.length);
}"""


@pytest.fixture
def port() -> Iterator[int]:
    with served() as number:
        yield number


def enter(browser: Browser, port: int, person: Person, **options: object) -> Page:
    """A page of somebody who is signed in."""
    context: BrowserContext = browser.new_context(base_url=f"http://localhost:{port}", **options)  # type: ignore[arg-type]
    context.set_default_timeout(60_000)
    name, _, value = session_of(person).partition("=")
    context.add_cookies([{"name": name, "value": value, "domain": "localhost", "path": "/"}])
    return context.new_page()


def mark(page: Page, words: str) -> None:
    page.evaluate(MARK, words)
    expect(page.get_by_role("toolbar", name="With the sentence you marked")).to_be_visible()


def test_a_sentence_becomes_a_signal_by_keyboard_and_evidence_without_scripts(
    cast: Cast, places: Places, browser: Browser, port: int
) -> None:
    update, idea = bring("What did they say?", places.open, cast.ada), bring("A cable", places.open, cast.mia, "idea")
    text = "They liked it. She found no cable. He left."
    reply = actions.reply(update, text=text, by=as_actor(cast.ada))
    page = enter(browser, port, cast.mia)
    page.goto(reply.get_absolute_url())
    mark(page, "found no")
    page.keyboard.press("Escape")
    expect(page.locator(".passage-bar")).to_have_count(0)
    mark(page, "found no")
    actions.reply(update, text="They came back.", by=as_actor(cast.ada))
    expect(page.locator(".reply", has_text="They came back.")).to_be_visible()
    expect(page.get_by_role("toolbar", name="With the sentence you marked")).to_be_visible()
    page.keyboard.press("Tab")
    expect(page.locator(".passage-bar [data-goal='signal']")).to_be_focused()
    actions.reply(update, text="And left again.", by=as_actor(cast.ada))
    expect(page.locator(".reply", has_text="And left again.")).to_be_visible()
    expect(page.locator(".passage-bar [data-goal='signal']")).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/passages/as/signal/"))
    expect(page.get_by_label("What was said or seen?")).to_have_value("She found no cable.")
    page.get_by_label("Objection").check()
    page.locator("main").get_by_role("button", name="Pass on").click()
    expect(page.locator(".passage")).to_contain_text("In the words of Ada Orsel")
    page.context.close()
    plain = enter(browser, port, cast.mia, java_script_enabled=False)
    plain.goto(reply.get_absolute_url())
    plain.locator(".reply summary[aria-label='More'], .reply summary:has-text('More')").first.click()
    plain.locator(".reply").get_by_role("link", name="Use a sentence of it").click()
    plain.get_by_label("He left.").check()
    plain.get_by_role("button", name="Attach as evidence").click()
    plain.get_by_label("To what").fill(idea.title)
    plain.get_by_role("button", name="Attach", exact=True).click()
    expect(plain.locator(".passage blockquote")).to_have_text("He left.")
    plain.context.close()
