"""Topics are proposed while one writes, and looked at as a page; with and without scripts, by day and by night."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from django.urls import reverse
from playwright.sync_api import Browser, expect

from browser.holding import trouble
from browser.test_passages import enter
from cast.people import Cast, Places, as_actor
from cast.world import bring, for_all
from passerelle.contributions.models import Contribution
from passerelle.kinds.article.article.models import Use
from passerelle.live.tests.servers import served
from passerelle.matching.tests.kitchen import Kitchen, cook
from passerelle.topics import actions

pytestmark = pytest.mark.django_db(transaction=True)
WIDE = {"viewport": {"width": 1440, "height": 900}}
NARROW_AT_NIGHT = {"viewport": {"width": 390, "height": 800}, "color_scheme": "dark"}


@pytest.fixture
def port() -> Iterator[int]:
    with served() as number:
        yield number


@pytest.fixture
def kitchen(cast: Cast, places: Places) -> Kitchen:
    kitchen = cook(cast, places)
    actions.revise_topic(kitchen.topic, names={"fr": "Fours"}, synonyms=["Cookers"], by=as_actor(cast.root))
    guide = for_all(bring("Clean an oven before the season", places.open, cast.ada, "article", topics=[kitchen.topic]))
    Contribution.objects.filter(pk=guide.pk).update(state="due")
    Use.objects.create(article_id=guide.pk, person=cast.mia, context="At work")
    return kitchen


def ask_for_months(cast: Cast, kitchen: Kitchen, places: Places) -> None:
    """Five people ask in some of the months."""
    people = [cast.ada, cast.sam, cast.mia, cast.otto, cast.root]
    now = datetime.now(UTC)
    for back, times in ((0, 1), (1, 2), (2, 1)):
        at = datetime((now.year * 12 + now.month - 1 - back) // 12, (now.month - 1 - back) % 12 + 1, 1, 12, tzinfo=UTC)
        for person in people * times:
            made = bring(f"Why {back}?", places.open, cast.ada, "question", topics=[kitchen.topic])
            Contribution.objects.filter(pk=made.pk).update(author=person, created_at=min(at, now))


def test_a_topic_is_proposed_after_a_pause_and_taken_by_keyboard(
    cast: Cast, places: Places, kitchen: Kitchen, browser: Browser, port: int
) -> None:
    mia = enter(browser, port, cast.mia, **NARROW_AT_NIGHT)
    mia.goto(f"{reverse('contribute')}?kind=question&community={places.open.pid}")
    mia.get_by_label("Title").fill("My cooker smokes")
    proposed = mia.get_by_role("button", name="Ovens")
    expect(proposed).to_be_visible()
    assert trouble(mia) == []
    proposed.press("Enter")
    expect(mia.get_by_label("Topics")).to_have_value("Ovens")
    expect(mia.get_by_label("Topics")).to_be_focused()
    expect(proposed).to_have_count(0)
    mia.context.close()
    plain = enter(browser, port, cast.mia, java_script_enabled=False)
    plain.goto(f"{reverse('contribute')}?kind=question&community={places.open.pid}")
    plain.get_by_label("Title").fill("My cooker smokes")
    plain.get_by_role("button", name="Propose topics").click()
    plain.get_by_label("Ovens").check()
    plain.get_by_role("button", name="Go on writing").click()
    expect(plain.get_by_label("Title")).to_have_value("My cooker smokes")
    expect(plain.get_by_label("Topics")).to_have_value("Ovens")
    plain.context.close()


def test_the_page_of_a_topic_holds(cast: Cast, places: Places, kitchen: Kitchen, browser: Browser, port: int) -> None:
    ask_for_months(cast, kitchen, places)
    for options in (WIDE, NARROW_AT_NIGHT):
        otto = enter(browser, port, cast.otto, **options)
        otto.goto(reverse("topic", args=[kitchen.topic.pid]))
        expect(otto.locator("#best")).to_contain_text("The blue one.")
        expect(otto.locator("#articles")).to_contain_text("Due for review")
        otto.locator("#asked summary").press("Enter")
        expect(otto.locator("#asked table")).to_contain_text("too few people")
        assert trouble(otto) == []
        otto.context.close()
