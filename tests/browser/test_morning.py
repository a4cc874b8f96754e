"""A morning in the demo: sign in, ask, be answered while one types, accept, share, be let in, be read first."""

from __future__ import annotations

import re
from io import BytesIO

from PIL import Image
from playwright.sync_api import expect

from browser.composing import GESTES, ask, compose, send
from browser.editor_page import paste
from browser.visiting import Visits
from passerelle.exchange.demo.names import pid_of

MATERIALS = pid_of("community", "matieres")
SECOND_LIFE = pid_of("community", "deuxieme-vie")


def test_signing_in_with_a_password_leads_home(visits: Visits) -> None:
    page = visits.enter("store-manager")
    page.goto("/account/password/set/")
    for field in page.locator("input[type=password]").all():
        field.fill("correct horse battery staple")
    page.locator("main").get_by_role("button").first.click()
    visits.forget("store-manager")  # another password ends every session but this one
    page.goto("/me/")
    page.locator("main").get_by_role("button", name="Sign out").click()
    page.goto("/inbox/")
    page.get_by_label("E-mail").fill("karim.belhadj@maison-orsel.example")
    page.get_by_label("Password").fill("correct horse battery staple")
    page.get_by_role("button", name="Sign in").click()
    expect(page).to_have_url(re.compile("/inbox/$"))
    page.get_by_role("link", name="Home", exact=True).first.click()
    expect(page.get_by_role("heading", name="New where you belong")).to_be_visible()


def test_asking_with_a_mention_and_a_picture(visits: Visits) -> None:
    page = visits("member")
    compose(page, "question", GESTES, "Which shelf for the lamps?", "Perhaps @kari")
    page.get_by_role("option", name="Karim Belhadj").click()
    page.keyboard.type("knows. ")
    paste(page, files={"shelf.png": picture()})
    page.get_by_label("Describe the picture for those who cannot see it").fill("An empty shelf")
    page.keyboard.press("Enter")
    send(page, "Ask")
    body = page.locator(".contribution .prose")
    expect(body.get_by_role("link", name="@Karim Belhadj")).to_be_visible()
    shown = body.get_by_role("img", name="An empty shelf")
    expect(shown).to_be_visible()
    answer = page.request.get(shown.get_attribute("src") or "")
    assert answer.headers["content-type"] in ("image/webp", "image/avif")
    told = visits("store-manager", "/inbox/").get_by_text("Which shelf for the lamps?")
    expect(told.first).to_be_visible()


def test_an_answer_comes_while_one_types_and_is_accepted(visits: Visits) -> None:
    asking = visits("member")
    address = ask(asking, "How long do you cool the bread?")
    asking.locator(".reply-form .tiptap").click()
    asking.keyboard.type("One more thing")
    answering = visits("store-manager", address)
    answering.locator(".reply-form .tiptap").click()
    answering.keyboard.type("Twenty minutes.")
    answering.keyboard.press("Control+Enter")
    expect(answering.locator(".reply", has_text="Twenty minutes.")).to_be_visible()
    new = asking.get_by_role("button", name=re.compile("1 new reply"))
    came = asking.locator(".reply", has_text="Twenty minutes.")
    expect(new.or_(came).first).to_be_visible()
    if new.is_visible():
        new.click()
    expect(came).to_be_visible()
    expect(asking.locator(".reply-form .tiptap")).to_have_text("One more thing")
    came.get_by_role("button", name="This is the answer").click()
    expect(asking.locator(".contribution")).to_contain_text("The answer came from Karim Belhadj")
    answering.reload()
    answering.locator(".reply", has_text="Twenty minutes.").get_by_text("The answer").first.wait_for()


def test_reacting_quoting_keeping_and_sharing(visits: Visits) -> None:
    page = visits("member")
    ask(page, "Who has spare hangers?")
    acts = page.locator(".contribution__acts")
    page.evaluate("window.stayed = true")
    acts.get_by_text("React", exact=True).click()
    acts.get_by_role("button", name="Good idea").click()
    expect(acts.get_by_role("button", name="Good idea 1")).to_have_attribute("aria-pressed", "true")
    assert page.evaluate("window.stayed")
    acts.get_by_role("button", name="Keep for me").click()
    expect(acts.get_by_role("button", name="Let go")).to_be_visible()
    acts.get_by_role("link", name="Share to a community").click()
    page.get_by_label("La table longue").check()
    page.locator("main").get_by_role("button", name="Share").click()
    expect(page.locator(".contribution__head .bridge")).to_be_visible()
    page.goto(f"/communities/{pid_of('community', 'table-longue')}/")
    expect(page.locator(".card", has_text="Who has spare hangers?").locator(".bridge")).to_be_visible()
    page.goto("/bookmarks/")
    expect(page.locator("main")).to_contain_text("Who has spare hangers?")


def test_asking_to_join_and_being_welcomed(visits: Visits) -> None:
    newcomer = visits("administrator", f"/communities/{SECOND_LIFE}/")
    newcomer.get_by_role("button", name="Ask to join").click()
    expect(newcomer.locator("main")).to_contain_text("You asked to join")
    steward = visits("community-manager", "/waiting/")
    waits = steward.locator("article", has_text="Thibault Nguyen")
    waits.get_by_role("button", name="Welcome them").click()
    expect(steward.locator("article", has_text="Thibault Nguyen")).to_have_count(0)
    newcomer.reload()
    expect(newcomer.locator("main").get_by_role("link", name="Contribute").first).to_be_visible()


def test_a_moderated_text_is_read_first(visits: Visits) -> None:
    page = visits("member")
    compose(page, "update", MATERIALS, "Linen from Normandy", "It is back.")
    send(page, "Share")
    expect(page.locator(".contribution")).to_contain_text("Only you and the community managers see this")
    address = page.url
    stranger = visits("store-manager", address)
    expect(stranger.get_by_role("heading", name="Linen from Normandy")).to_have_count(0)
    steward = visits("community-manager", "/waiting/")
    waits = steward.locator("article", has_text="Linen from Normandy")
    waits.get_by_role("button", name="Publish", exact=True).click()
    stranger.goto(address)
    expect(stranger.get_by_role("heading", name="Linen from Normandy")).to_be_visible()


def picture() -> bytes:
    """A photograph in small."""
    held = BytesIO()
    Image.new("RGB", (640, 400), "#7a5").save(held, "PNG")
    return held.getvalue()
