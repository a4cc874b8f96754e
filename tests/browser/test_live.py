"""Pages that stay open are told what happens, and what one types, reads and holds stays where it is."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from cast.people import Cast, Places, as_actor
from cast.world import bring
from passerelle.contributions import actions
from passerelle.contributions.models import Contribution, Draft
from passerelle.live.tests.servers import served, session_of
from passerelle.notifications.models import Notice
from passerelle.people.models import Person
from passerelle.work.worker import run_all

pytestmark = pytest.mark.django_db(transaction=True)
Open = Callable[..., Page]


@pytest.fixture
def at(cast: Cast, places: Places) -> Iterator[str]:
    """The address of a server in a process of its own."""
    with served() as port:
        yield f"http://127.0.0.1:{port}"


@pytest.fixture
def opened(at: str, browser: Browser) -> Iterator[Open]:
    """``opened(cast.mia, "/")``: a page of somebody, in a browser of theirs; what it complains about fails the test."""
    contexts, complaints = [], []

    def visit(person: Person, path: str) -> Page:
        context = browser.new_context(base_url=at, service_workers="block")
        contexts.append(context)
        name, _, value = session_of(person).partition("=")
        context.add_cookies([{"name": name, "value": value, "url": at}])
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda said: said.type == "error" and complaints.append(said.text))
        with page.expect_response(lambda answer: "/live/?" in answer.url):
            page.goto(path)
        return page

    yield visit
    for context in contexts:
        context.close()
    assert [said for said in complaints if "net::ERR_FAILED" not in said] == []  # a test cut that connection


def reply(to: Contribution, who: Person, text: str) -> None:
    actions.reply(to, text=text, by=as_actor(who))


def test_a_feed_says_what_is_new_and_waits_to_be_asked(cast: Cast, places: Places, opened: Open) -> None:
    for number in range(12):
        bring(f"Bread {number}", places.open, cast.ada)
    page = opened(cast.mia, "/")
    cards = page.locator(".feed .card")
    expect(cards).to_have_count(12)
    page.mouse.wheel(0, 900)
    page.wait_for_function("scrollY > 300")
    before = cards.nth(6).bounding_box()
    bring("Cake", places.closed, cast.ada)
    bring("Salt", places.open, cast.ada)
    pill = page.locator(".newcomers button")
    expect(pill).to_have_text("2 new")
    assert cards.nth(6).bounding_box() == before
    pill.click()
    expect(cards).to_have_count(14)
    expect(cards.first).to_contain_text("Salt")
    expect(pill).to_have_count(0)
    assert page.evaluate("document.activeElement.closest('.card').id") == cards.first.get_attribute("id")


def test_a_community_brings_only_its_own(cast: Cast, places: Places, opened: Open) -> None:
    page = opened(cast.mia, places.open.get_absolute_url())
    bring("Elsewhere", places.closed, cast.ada)
    bring("Here", places.open, cast.ada)
    expect(page.locator(".newcomers button")).to_have_text("1 new")


def test_new_replies_come_in_while_one_types(cast: Cast, places: Places, opened: Open) -> None:
    made = bring("Bread", places.open, cast.ada)
    for number in range(8):
        reply(made, cast.sam, f"Reply {number}\n\nwith a second line")
    page = opened(cast.mia, made.get_absolute_url())
    page.locator("[data-composer]").focus()
    editor = page.locator(".pas-editor-box [role=textbox]")
    editor.click()
    page.keyboard.type("My half sentence")
    before = editor.bounding_box()
    reply(made, cast.sam, "The newest one")
    expect(page.locator(".replies .reply")).to_have_count(9)
    expect(page.locator(".replies")).to_contain_text("The newest one")
    expect(page.locator("[data-toast]")).to_contain_text("1 new reply")
    page.keyboard.type(" goes on")
    expect(editor).to_have_text("My half sentence goes on")
    after = editor.bounding_box()
    assert before is not None
    assert after is not None
    assert abs(after["y"] - before["y"]) < 2


def test_the_inbox_is_told_and_reading_the_conversation_reads_it(cast: Cast, places: Places, opened: Open) -> None:
    made = bring("Bread", places.open, cast.ada)
    page = opened(cast.ada, "/bookmarks/")
    reply(made, cast.mia, "Yes")
    run_all()
    expect(page.locator(".rail .rail__count")).to_have_text("1")
    expect(page.locator("[data-toast]")).to_contain_text("Something new is in your inbox.")
    page.goto("/inbox/")
    page.get_by_role("link", name="Mia Orsel answers you").click()
    expect(page.locator(".replies")).to_contain_text("Yes")
    expect(page.locator(".rail .rail__count")).to_have_count(0)
    assert "notice=" not in page.url
    assert Notice.objects.filter(person=cast.ada, read_at=None).count() == 0


def test_a_line_that_is_done_leaves_and_comes_back(cast: Cast, places: Places, opened: Open) -> None:
    for title in ("Bread", "Cake"):
        reply(bring(title, places.open, cast.ada), cast.mia, "Yes")
    run_all()
    page = opened(cast.ada, "/inbox/")
    page.locator(".line", has_text="Cake").get_by_role("button", name="Done").click()
    expect(page.locator(".line")).to_have_count(1)
    assert page.evaluate("document.activeElement.textContent") == "Mia Orsel answers you: “Bread”"
    expect(page.locator(".rail .rail__count")).to_have_text("1")
    page.locator("[data-toast]").get_by_role("button", name="Undo").click()
    expect(page.locator(".line--new")).to_have_count(2)
    page.get_by_label("More").first.click()
    page.get_by_role("button", name="Tomorrow morning").click()
    expect(page.locator(".line")).to_have_count(1)
    page.get_by_role("link", name="Put off", exact=True).click()
    expect(page.locator(".line")).to_contain_text("Cake")


def test_drafts_survive(cast: Cast, places: Places, opened: Open) -> None:
    made = bring("Bread", places.open, cast.ada)
    page = opened(cast.mia, made.get_absolute_url())
    page.locator("[data-composer]").focus()
    page.locator(".pas-editor-box [role=textbox]").click()
    page.keyboard.type("Kept by itself")
    expect(page.locator("[data-draft-said]")).to_have_text("Draft saved")
    assert Draft.objects.get(person=cast.mia).fields["text"] == "Kept by itself"
    page.reload()
    expect(page.locator("[data-composer]")).to_have_value("Kept by itself")
    page.locator(".reply-form button[type=submit]").last.click()
    expect(page.locator(".replies")).to_contain_text("Kept by itself")
    assert not Draft.objects.exists()


def test_words_typed_without_a_connection_come_back(cast: Cast, places: Places, opened: Open) -> None:
    made = bring("Bread", places.open, cast.ada)
    page = opened(cast.mia, made.get_absolute_url())
    page.route("**/drafts/", lambda route: route.abort())
    page.locator("[data-composer]").focus()
    page.locator(".pas-editor-box [role=textbox]").click()
    page.keyboard.type("Written in the lift")
    expect(page.locator("[data-draft-said]")).to_contain_text("kept on this device")
    page.unroute("**/drafts/")
    page.reload()
    expect(page.locator("[data-composer]")).to_have_value("Written in the lift")


def test_answering_and_quoting_lead_to_the_form(cast: Cast, places: Places, opened: Open) -> None:
    made = bring("Bread", places.open, cast.ada)
    reply(made, cast.sam, "Use *rye*")
    page = opened(cast.mia, made.get_absolute_url())
    page.get_by_role("link", name="Answer this reply").click()
    expect(page.locator("[data-reply-to-note]")).to_contain_text("You answer Sam Orsel.")
    page.get_by_role("link", name="Answer everybody instead").click()
    expect(page.locator("[data-reply-to-note]")).to_be_hidden()
    page.get_by_role("link", name="Quote").click()
    expect(page.locator("[data-composer]")).to_have_value(f"@{{person:{cast.sam.pid}}}\n\n> Use rye")
    page.keyboard.type("Indeed")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".reply__answers")).to_contain_text("Indeed")


def test_one_stream_serves_all_pages_of_a_browser(cast: Cast, places: Places, opened: Open) -> None:
    made = bring("Bread", places.open, cast.ada)
    first = opened(cast.mia, "/")
    second = first.context.new_page()
    streams: list[str] = []
    second.on("request", lambda request: "/live/?" in request.url and streams.append(request.url))
    with first.expect_response(lambda answer: "/live/?" in answer.url):
        second.goto(made.get_absolute_url())
    reply(made, cast.sam, "Told through the other page")
    expect(second.locator(".replies")).to_contain_text("Told through the other page")
    assert streams == []
    with second.expect_response(lambda answer: "/live/?" in answer.url):
        first.close()  # whoever waits in line takes over, from where the other was
    reply(made, cast.sam, "Told by the page's own stream")
    expect(second.locator(".replies")).to_contain_text("Told by the page's own stream")
    assert len(streams) == 1
