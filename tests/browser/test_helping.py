"""Somebody is asked for help and answers, or takes themselves off the list; with and without scripts, by day and by night."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from browser.holding import trouble
from browser.test_passages import enter
from cast.people import Cast, Places
from passerelle.live.tests.servers import served
from passerelle.matching.tests.kitchen import Kitchen, cook

pytestmark = pytest.mark.django_db(transaction=True)
WIDE = {"viewport": {"width": 1440, "height": 900}}
NARROW_AT_NIGHT = {"viewport": {"width": 320, "height": 800}, "color_scheme": "dark"}


@pytest.fixture
def port() -> Iterator[int]:
    with served() as number:
        yield number


@pytest.fixture
def kitchen(cast: Cast, places: Places) -> Kitchen:
    return cook(cast, places)


def test_an_ask_and_its_answer_by_keyboard(cast: Cast, kitchen: Kitchen, browser: Browser, port: int) -> None:
    ada = enter(browser, port, cast.ada, **WIDE)
    ada.goto(kitchen.asked.get_absolute_url())
    expect(ada.locator(".whom__one")).to_contain_text("Answered: Which oven?")
    assert trouble(ada) == []
    ada.get_by_role("button", name="Ask Mia Orsel").press("Enter")
    expect(ada.locator(".margin-note", has_text="Who can help")).to_contain_text("You asked")
    mia = enter(browser, port, cast.mia, **NARROW_AT_NIGHT)
    mia.goto(kitchen.asked.get_absolute_url())
    expect(mia.locator(".notice", has_text="Ada Orsel asks whether you can help")).to_be_visible()
    assert trouble(mia) == []
    mia.get_by_role("button", name="I can help").press("Enter")
    mia.wait_for_url("**#reply")
    expect(mia.locator(".notice", has_text="asks whether you can help")).to_have_count(0)
    for page in (ada, mia):
        page.context.close()


def test_not_me_in_one_press_without_scripts_and_its_undo(
    cast: Cast, kitchen: Kitchen, browser: Browser, port: int
) -> None:
    ada = enter(browser, port, cast.ada, java_script_enabled=False)
    ada.goto(kitchen.asked.get_absolute_url())
    ada.get_by_role("button", name="Ask Mia Orsel").click()
    mia = enter(browser, port, cast.mia, java_script_enabled=False)
    mia.goto(kitchen.asked.get_absolute_url())
    mia.get_by_role("button", name="Not me: no longer on Ovens").click()
    expect(mia.locator("#unwanted")).to_contain_text("Ovens")
    ada.goto(kitchen.asked.get_absolute_url())
    expect(ada.locator(".margin-note", has_text="Who can help")).to_contain_text("You asked")
    mia.get_by_role("button", name="Undo: suggest me on Ovens").click()
    expect(mia.locator("#agreed")).to_contain_text("Answered: Which oven?")
    for page in (ada, mia):
        page.context.close()
