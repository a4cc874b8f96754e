"""Reading an article: its parts go along beside it or fold on a phone, by keys and by hand; its page and its forms hold."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from browser.holding import trouble
from browser.phones import enter, opened
from cast.people import Cast, Places, as_actor
from cast.world import bring, for_all
from passerelle.contributions.actions import contribute, make_move, suggest
from passerelle.contributions.models import Contribution
from passerelle.kinds.article.article.actions import check, place, report_use

pytestmark = pytest.mark.django_db(transaction=True)
MARK = """words => {
  const node = document.querySelector('.article p').firstChild, start = node.data.indexOf(words);
  document.getSelection().setBaseAndExtent(node, start, node, start + words.length);
}"""
PART = "Two windows, one curtain, and a customer who has to leave in ten minutes.\n\n" * 12
TEXT = "".join(f"## {heading}\n\n{PART}" for heading in ("Context", "Challenge", "Approach", "Outcome"))


@pytest.fixture
def article(cast: Cast, places: Places) -> Contribution:
    """Ada's, published by Sam, used by Mia, who calls it outdated and would write it otherwise; a page of a handbook."""
    made = contribute("article", places.open, title="Measuring at the till", text=TEXT, by=as_actor(cast.ada))
    make_move(made, "submit", by=as_actor(cast.ada))
    made = make_move(made, "publish", by=as_actor(cast.sam))
    report_use(made, context="Turin, two tills", effect="Less waiting", number=None, measure="", by=as_actor(cast.mia))
    check(made, holds=False, why="We have three windows now.", by=as_actor(cast.mia))
    first = for_all(bring("The till", places.open, cast.sam, "article"))
    place(made, under=first, by=as_actor(cast.sam))
    place(for_all(bring("Closing", places.open, cast.sam, "article")), under=first, by=as_actor(cast.sam))
    suggest(made, text=TEXT.replace("ten", "twelve", 1), why="It takes longer", by=as_actor(cast.mia))
    return made


def comment_by_keyboard(page: Page) -> dict[str, list[str]]:
    """Mark words in its first part, say something about the sentence, and go there and back; returns what is wrong on the way."""
    page.evaluate(MARK, "a customer")
    expect(page.get_by_role("toolbar", name="With the sentence you marked")).to_be_visible()
    page.keyboard.press("Tab")
    expect(page.locator(".passage-bar [data-goal='comment']")).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/passages/comment/"))
    expect(page.locator(".passage blockquote")).to_contain_text("Two windows, one curtain")
    wrong = {"comment": trouble(page)}
    page.get_by_role("textbox", name="Your comment").press_sequentially("Ten is enough.")
    page.locator("main").get_by_role("button", name="Comment", exact=True).press("Enter")
    said = page.locator(".reply", has_text="Ten is enough.")
    expect(said.locator("blockquote")).to_contain_text("has to leave in ten minutes.")
    said.get_by_role("link", name="Where it stands in the text").press("Enter")
    mark = page.get_by_role("link", name="1 comment on this sentence")
    expect(mark).to_be_in_viewport()
    wrong["commented"] = trouble(page)
    page.evaluate(MARK, "a customer")  # a text with marks in it is marked as before
    expect(page.locator(".passage-bar [data-goal='comment']")).to_be_visible()
    mark.press("Enter")
    expect(said).to_be_in_viewport()
    return wrong


@pytest.mark.parametrize("look", ["night-narrow", "day-wide"])
def test_an_article_is_read_by_its_parts(cast: Cast, article: Contribution, browser: Browser, look: str) -> None:
    narrow = look == "night-narrow"
    with opened(browser, width=320 if narrow else 1440) as context:
        context.pages[0].emulate_media(color_scheme="dark" if narrow else "light")
        page = enter(context, cast.sam, article.get_absolute_url())
        wrong = {"read": trouble(page)}
        contents = page.get_by_role("navigation", name="On this page")
        if narrow:
            contents.locator("summary").focus()
            page.keyboard.press("Enter")
            page.keyboard.press("Tab")
            expect(contents.get_by_role("link", name="Context")).to_be_focused()
        contents.get_by_role("link", name="Approach").click()
        expect(page.locator("#s-approach")).to_be_in_viewport()
        if not narrow:
            expect(contents.locator("[aria-current]")).to_have_text("Approach")
            wrong |= comment_by_keyboard(page)
        book = page.get_by_role("navigation", name="Handbook")
        if narrow:
            book.locator("summary").press("Enter")
        expect(book.locator("[aria-current]")).to_have_text("Measuring at the till")
        expect(book.get_by_role("link")).to_have_text(["The till", "Measuring at the till", "Closing"])
        page.locator("a[rel=next]").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Closing")
        compose = f"/contribute/?kind=article&community={article.home.pid}&genre=case"
        pages = {
            "night-narrow": [
                (cast.mia, article.get_absolute_url()),
                (cast.mia, f"/c/{article.pid}/article/used/"),
                (cast.sam, f"/c/{article.pid}/article/place/"),
            ],
            "day-wide": [(cast.mia, f"/c/{article.pid}/article/suggest/"), (cast.ada, compose)],
        }
        for person, path in pages[look]:
            wrong[path] = trouble(enter(context, person, path))
        assert {path: found for path, found in wrong.items() if found} == {}
