"""What is similar appears while one types, on a wide page and on a telephone; both answers by keyboard, and the same without scripts."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from browser.holding import trouble
from browser.test_passages import enter
from cast.people import Cast, Places, as_actor
from cast.world import bring
from passerelle.contributions import actions
from passerelle.contributions.models import Contribution
from passerelle.kinds.talk.question import actions as questions
from passerelle.live.tests.servers import served
from passerelle.search.rebuilding import rebuild

pytestmark = pytest.mark.django_db(transaction=True)
WIDE = {"viewport": {"width": 1440, "height": 900}}
NARROW_AT_NIGHT = {"viewport": {"width": 390, "height": 844}, "color_scheme": "dark"}
FOUND = "1 similar contribution: perhaps it is solved already."


@pytest.fixture
def port() -> Iterator[int]:
    with served() as number:
        yield number


@pytest.fixture
def asked(cast: Cast, places: Places) -> Contribution:
    made = bring("Return slips vanish at the till", places.open, cast.sam, "question")
    answer = actions.reply(made, text="Hang them on a hook. Count on Saturday.", by=as_actor(cast.mia))
    questions.accept(answer, by=as_actor(cast.sam))
    rebuild()
    return made


def test_both_answers_by_keyboard(cast: Cast, places: Places, asked: Contribution, browser: Browser, port: int) -> None:
    page = enter(browser, port, cast.ada, **WIDE)
    page.goto(f"/contribute/?kind=question&community={places.open.pid}")
    page.get_by_label("Title").press_sequentially("Where do return slips go?")
    item = page.locator(f"#similar-{asked.pid}")
    expect(item).to_contain_text("Hang them on a hook.")
    expect(item).to_contain_text("Both say: return, slips")
    expect(page.locator("#similar-said")).to_have_text(FOUND)
    assert trouble(page) == []
    page.locator(".tiptap").click()
    page.keyboard.type("We have none.")
    item.locator("summary").press("Enter")
    item.locator("textarea").fill("We have no till")
    page.locator("main").get_by_role("button", name="Ask", exact=True).press("Enter")
    page.wait_for_url(re.compile(r"/c/"))
    expect(page.locator("main")).to_contain_text(
        "Different from Return slips vanish at the till, because: We have no till"
    )
    phone = enter(browser, port, cast.mia, **NARROW_AT_NIGHT)
    phone.goto(f"/contribute/?kind=idea&community={places.open.pid}")
    phone.get_by_label("Title").press_sequentially("A hook for return slips")
    phone.locator("#similar-said a").press("Enter")
    thanks = phone.get_by_role("button", name="This solves it: Return slips vanish at the till")
    expect(thanks).to_be_in_viewport()
    assert trouble(phone) == []
    thanks.press("Enter")
    phone.wait_for_url("**/similar/solved/**")
    expect(phone.get_by_label("What did it solve?")).to_have_value("A hook for return slips")
    assert trouble(phone) == []
    phone.get_by_role("button", name="Say thank you").press("Enter")
    phone.wait_for_url(re.compile(asked.pid))
    expect(phone.locator("body")).to_contain_text("Those who helped are told.")
    for each in (page, phone):
        each.context.close()


def test_without_scripts(cast: Cast, places: Places, asked: Contribution, browser: Browser, port: int) -> None:
    page = enter(browser, port, cast.ada, java_script_enabled=False)
    page.goto(f"/contribute/?kind=question&community={places.open.pid}")
    page.get_by_label("Title").fill("Where do return slips go?")
    page.get_by_role("button", name="Look for similar ones").click()
    expect(page.get_by_label("Title")).to_have_value("Where do return slips go?")
    page.get_by_role("button", name="This solves it: Return slips vanish at the till").click()
    page.get_by_role("link", name="Back to my draft").click()
    expect(page.get_by_label("Title")).to_have_value("Where do return slips go?")
    page.context.close()
