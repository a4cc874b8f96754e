"""Other ways in: by keyboard alone, without JavaScript, by thumb; and what keeps: drafts, words found, doors closed."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from browser.composing import GESTES, ask
from browser.visiting import Visits
from passerelle.exchange.demo.names import pid_of

TABLE = f"/communities/{pid_of('community', 'table-longue')}/"
COMPOSER = f"/contribute/?kind=question&community={GESTES}"


def focused(page: Page) -> str:
    """The words of what has the focus."""
    return str(page.evaluate("document.activeElement.innerText || document.activeElement.id"))


def test_the_keyboard_alone(visits: Visits) -> None:
    page = visits("member")
    page.keyboard.press("Tab")
    assert focused(page) == "Skip to content"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "search"
    page.keyboard.press("Escape")
    page.locator("main").focus()
    titles = page.locator("main :is(.line__title, .card__title)").all_inner_texts()
    page.keyboard.press("j")
    page.keyboard.press("j")
    assert focused(page) == titles[1]
    page.keyboard.press("k")
    assert focused(page) == titles[0]
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/c/"))
    page.keyboard.press("r")
    expect(page.locator(".reply-form .tiptap")).to_be_focused()
    page.keyboard.type("By keyboard.")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".reply", has_text="By keyboard.")).to_be_visible()


def test_the_palette_goes_does_and_finds(visits: Visits) -> None:
    page = visits("member")
    page.keyboard.press("Control+k")
    page.keyboard.type("tand")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/communities/"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("Tandem")
    page.keyboard.press("Control+k")
    page.keyboard.type("karim bel")
    page.get_by_role("option", name=re.compile("Karim Belhadj")).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Karim Belhadj")


def test_the_search_field_suggests_by_keyboard_and_by_touch(visits: Visits) -> None:
    page = visits("member")
    field = page.get_by_role("combobox", name="Search", exact=True)
    expect(field).to_have_attribute("aria-expanded", "false")
    page.keyboard.press("/")
    page.keyboard.type("karim bel")
    option = page.get_by_role("option", name=re.compile("Karim Belhadj"))
    expect(option).to_be_visible()
    expect(field).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Escape")
    expect(option).to_be_hidden()
    expect(field).to_have_value("karim bel")
    page.keyboard.press("ArrowDown")
    expect(option).to_be_visible()
    page.keyboard.press("ArrowDown")
    expect(option).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Karim Belhadj")
    page.keyboard.press("/")
    page.keyboard.type("karim bel")
    page.keyboard.press("Enter")  # nothing chosen: it is a search
    page.wait_for_url(re.compile(r"/search/\?q=karim"))

    page = visits("member", viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    page.get_by_role("combobox", name="Search", exact=True).tap()
    page.keyboard.type("tand")
    page.get_by_role("option", name=re.compile("Tandem")).first.tap()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Tandem")


def test_without_javascript(visits: Visits) -> None:
    page = visits("store-manager", COMPOSER, java_script_enabled=False)
    page.get_by_label("Title").fill("Does it work on the old till?")
    page.get_by_role("textbox", name="Text").fill("It has **no** scripts.")
    page.locator("main").get_by_role("button", name="Ask", exact=True).click()
    expect(page.locator(".contribution .prose strong")).to_have_text("no")
    acts = page.locator(".contribution__acts")
    acts.get_by_text("React", exact=True).click()
    acts.get_by_role("button", name="Strong work").click()
    expect(page.get_by_role("button", name="Strong work 1")).to_be_visible()
    page.locator(".reply-form textarea").fill("It does.")
    page.locator(".reply-form").get_by_role("button", name="Answer").last.click()
    reply = page.locator(".reply", has_text="It does.")
    expect(reply).to_be_visible()
    reply.get_by_role("link", name="Answer this reply").click()
    expect(page.locator(".reply-form")).to_contain_text("You answer Karim Belhadj.")
    page.locator(".reply-form textarea").fill("Every time.")
    page.locator(".reply-form").get_by_role("button", name="Answer").last.click()
    expect(page.locator(".reply .reply", has_text="Every time.")).to_be_visible()


def test_by_thumb(visits: Visits) -> None:
    page = visits("member", viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    bar = page.get_by_role("navigation", name="Main, on a phone")
    for name, place in [("Communities", "communities"), ("Contribute", "contribute"), ("Inbox", "inbox"), ("Me", "me")]:
        bar.get_by_role("link", name=re.compile(rf"^{name}\b")).tap()
        page.wait_for_url(f"**/{place}/")
    for link in bar.get_by_role("link").all():
        box = link.bounding_box()
        assert box is not None
        assert min(box["width"], box["height"]) >= 44
        assert box["y"] + box["height"] <= 844
    page.get_by_role("button", name="Sign out").scroll_into_view_if_needed()
    covered = page.get_by_role("button", name="Sign out").bounding_box()
    first = bar.bounding_box()
    assert covered is not None
    assert first is not None
    assert covered["y"] + covered["height"] <= first["y"]


def test_targets_are_wide_enough_for_a_thumb(visits: Visits) -> None:
    page = visits("member", viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    ask(page, "Big enough?")
    small = page.evaluate(
        """[...document.querySelectorAll('main button, main summary, main input:not([type=hidden]), .bar a, .header a')]
        .filter(one => one.checkVisibility() && !one.closest('.visually-hidden, .pas-editor-unseen, .button--link'))
        .map(one => [one.innerText || one.ariaLabel || one.name, one.getBoundingClientRect()])
        .filter(([, box]) => box.width > 1 && Math.round(box.height) < 42)
        .map(([name, box]) => `${name} ${Math.round(box.width)}x${Math.round(box.height)}`)"""
    )
    assert small == []


def test_what_one_types_survives_reload_and_signing_out(visits: Visits) -> None:
    page = visits.enter("store-manager")
    page.goto(COMPOSER)
    page.get_by_label("Title").fill("Half a question")
    page.locator(".tiptap").click()
    page.keyboard.type("Half a thought")
    expect(page.get_by_text("Draft saved")).to_be_visible()
    page.reload()
    expect(page.get_by_label("Title")).to_have_value("Half a question")
    expect(page.locator(".tiptap")).to_have_text("Half a thought")
    page.goto("/me/")
    page.locator("main").get_by_role("button", name="Sign out").click()
    again = visits("store-manager", "/drafts/")
    again.locator("article", has_text="Half a question").get_by_role("link", name="Continue").click()
    expect(again.locator(".tiptap")).to_have_text("Half a thought")
    again.goto("/drafts/")
    again.locator("article", has_text="Half a question").get_by_role("button", name="Throw away").click()
    again.get_by_role("dialog").get_by_role("button").last.click()
    expect(again.locator("article", has_text="Half a question")).to_have_count(0)


def test_a_plural_without_its_accent_finds_the_word(visits: Visits) -> None:
    page = visits("member")
    for words in ("réunions", "reunions"):
        page.get_by_role("search").first.locator("[name=q]").fill(words)
        page.keyboard.press("Enter")
        page.wait_for_url(re.compile("/search/"))
        expect(page.locator("mark", has_text=re.compile("réunion", re.IGNORECASE)).first).to_be_visible()


def test_a_partner_sees_nothing_else_and_not_that_there_is_something(visits: Visits) -> None:
    member, guest = visits("member"), visits("partner-guest")
    member.goto(TABLE)
    member.locator("main .card__title a", has_text="ficus").click()
    member.locator(".contribution").wait_for()
    hidden = member.url
    absent = guest.request.get("/c/nosuchthing2/")
    for path in (hidden, TABLE, f"/people/{pid_of('person', 'agathe-orsel')}/"):
        answer = guest.request.get(path)
        assert answer.status == 404
        assert same(answer.text()) == same(absent.text())
    guest.goto("/communities/")
    expect(guest.locator("main")).to_contain_text("Gestes de boutique")
    expect(guest.locator("main")).not_to_contain_text("La table longue")
    guest.goto("/search/?q=ficus")
    expect(guest.locator("main")).not_to_contain_text("Bulletin de santé")


def same(page: str) -> str:
    """A page without what is new on every answer."""
    return re.sub(r'(nonce="|csrfmiddlewaretoken" value="|X-CSRFToken": "|name="_key" value=")[^"]+', r"\1", page)
