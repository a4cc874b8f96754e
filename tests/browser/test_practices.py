"""A store manager answers for a site on a narrow phone, in three taps, without a network too; the pages of practices hold."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, BrowserContext, expect

from browser.holding import trouble
from browser.phones import enter, opened
from cast.people import Cast, Places, as_actor
from cast.world import bring
from passerelle.contributions.kinds import get_kind
from passerelle.contributions.models import Contribution
from passerelle.journal.models import Entry
from passerelle.kinds.innovation.practice.actions import answer, appoint, offer
from passerelle.kinds.innovation.practice.models import Adoption
from passerelle.lib.clock import now
from passerelle.people.models import Site
from passerelle.topics.finding import find_or_create

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def practice(cast: Cast, places: Places) -> Contribution:
    """Ada's, offered to two sites for which Mia answers and Otto stands in."""
    made = bring("Hem at the till", places.open, cast.ada, "practice", details=get_kind("practice").sample["details"])
    Contribution.objects.filter(pk=made.pk).update(state="current")
    sites = [
        Site.objects.create(slug=name.lower(), name=name, country="IT", type="shop", latitude=45 + number, longitude=8)
        for number, name in enumerate(("Turin", "Milan"))
    ]
    for site in sites:
        appoint(places.open, site, person=cast.mia, deputy=cast.otto, by=as_actor(cast.sam))
    offer(made, sites, timezone.localdate(now()) + timedelta(days=9), by=as_actor(cast.ada))
    return made


@pytest.fixture
def phone(cast: Cast, places: Places, browser: Browser) -> Iterator[BrowserContext]:
    with opened(browser, width=360) as context:
        yield context


def said() -> dict[str, tuple[str, int]]:
    rows = Adoption.objects.select_related("site")
    return {one.site.name: (one.answer, one.answers) for one in rows if one.site}


def test_three_taps_answer_for_a_site(cast: Cast, practice: Contribution, phone: BrowserContext) -> None:
    page = enter(phone, cast.mia, "/waiting/")
    page.locator("[data-item]", has_text="Does it fit Turin?").get_by_role("link").click()
    expect(page.get_by_role("link", name="We take it up")).to_be_in_viewport()
    assert trouble(page) == []
    page.get_by_role("button", name="Send").click()
    expect(page).to_have_url(re.compile("#spread$"))
    expect(page.get_by_role("link", name="Change the answer")).to_have_count(1)
    page.goto(practice.get_absolute_url())
    page.get_by_text("Not for us", exact=True).click()
    expect(page.get_by_role("button", name="We are not sure that it works")).to_be_in_viewport(ratio=1)
    assert trouble(page) == []
    page.get_by_role("button", name="No room for it at present").click()
    expect(page).to_have_url(re.compile("#spread$"))
    expect(page.get_by_role("link", name="Change the answer")).to_have_count(2)
    assert said() == {"Turin": ("adopt", 1), "Milan": ("no", 1)}


def test_an_answer_given_without_a_network_is_sent_once_and_by_nobody_else(
    cast: Cast, practice: Contribution, phone: BrowserContext
) -> None:
    page = enter(phone, cast.mia, practice.get_absolute_url())
    phone.set_offline(True)
    milan = page.get_by_role("region", name="Does it fit Milan?")
    milan.get_by_text("We adapt it").click()
    milan.get_by_label("What do you change, and why?").fill("No chalkboard")
    milan.get_by_role("button", name="Send").click()
    expect(page.get_by_role("heading", name="Kept on this device")).to_be_visible()
    phone.clear_cookies()
    phone.set_offline(False)
    page.goto("/account/login/")
    page = enter(phone, cast.otto, "/bookmarks/")
    page.wait_for_timeout(300)
    assert said() == {"Turin": ("", 0), "Milan": ("", 0)}
    page = enter(phone, cast.mia, "/bookmarks/")
    expect(page.locator("[data-toast]").first).to_contain_text("What waited is sent")
    page.goto(practice.get_absolute_url())
    expect(page.get_by_text("No chalkboard")).to_be_visible()
    assert said() == {"Turin": ("", 0), "Milan": ("adapt", 1)}
    assert Entry.objects.filter(verb="practice.answered").count() == 1


def test_whoever_answered_meanwhile_is_not_overwritten(
    cast: Cast, practice: Contribution, phone: BrowserContext
) -> None:
    page = enter(phone, cast.mia, practice.get_absolute_url())
    phone.set_offline(True)
    turin = page.get_by_role("region", name="Does it fit Turin?")
    turin.get_by_text("Not for us", exact=True).click()
    turin.get_by_role("textbox", name="In your words").fill("One till")
    turin.get_by_role("button", name="We do it another way").click()
    expect(page.get_by_role("heading", name="Kept on this device")).to_be_visible()
    first = Adoption.objects.get(site__name="Turin")
    answer(first, "adopt", by=as_actor(cast.otto), seen=0)
    phone.set_offline(False)
    page.goto("/bookmarks/")
    shown = page.locator("[data-outbox] .notice")
    expect(shown).to_contain_text("Somebody answered for this site meanwhile")
    expect(shown).to_contain_text("Hem at the till, Turin: Not for us")
    expect(shown).to_contain_text("One till")
    assert said()["Turin"] == ("adopt", 1)


@pytest.mark.parametrize("look", ["night-narrow", "day-wide"])
def test_the_pages_of_a_practice_hold(cast: Cast, practice: Contribution, browser: Browser, look: str) -> None:
    narrow = look == "night-narrow"
    with opened(browser, width=320 if narrow else 1440) as context:
        context.pages[0].emulate_media(color_scheme="dark" if narrow else "light")
        own = f"/c/{practice.pid}/practice/"
        turin = Site.objects.get(slug="turin").pid
        wrong = {}
        for person, path in (
            (cast.mia, practice.get_absolute_url()),
            (cast.mia, f"{own}answer/?site={turin}&answer=hold"),
            (cast.sam, f"{own}offer/"),
            (cast.sam, f"/communities/{practice.home.pid}/practice/focal/"),
        ):
            page = enter(context, person, path)
            if found := trouble(page):
                wrong[path] = found
        assert wrong == {}


@pytest.mark.parametrize("look", ["night-narrow", "day-wide"])
def test_the_portfolio_holds_and_goes_by_keys(cast: Cast, practice: Contribution, browser: Browser, look: str) -> None:
    narrow = look == "night-narrow"
    portfolio = f"/communities/{practice.home.pid}/practice/portfolio/"
    topics = find_or_create(["Hems"], "en")
    practice.topics.set(topics)
    austin = Site.objects.create(slug="austin", name="Austin", country="US", type="shop")
    heard = get_kind("signal").sample["details"] | {"site": austin}
    bring("Hems too long", practice.home, cast.mia, "signal", topics=topics, details=heard)
    Adoption.objects.filter(site__name="Turin").update(due_at=now() - timedelta(days=3))
    with opened(browser, width=390 if narrow else 1440) as context:
        context.pages[0].emulate_media(color_scheme="dark" if narrow else "light")
        page = enter(context, cast.sam, portfolio)
        wrong = {portfolio: trouble(page)}
        page.get_by_role("link", name="An answer is overdue").focus()
        for key, cell in (
            ("ArrowLeft", "Being considered"),
            ("ArrowRight", "An answer is overdue"),
            ("Home", "Hem at the till"),
        ):
            page.keyboard.press(key)
            expect(page.locator("[data-matrix] :focus")).to_have_text(cell)
        page.keyboard.press("End")
        expect(page.locator("[data-matrix] td:focus")).to_have_text("")
        page.get_by_role("link", name="What waits").click()
        wrong["waiting"] = trouble(page)
        page.get_by_role("link", name="Offer it to").click()
        page.get_by_label("Answer by").fill(f"{timezone.localdate(now()) + timedelta(days=9)}")
        page.get_by_role("button", name="Show what it asks of people").click()
        expect(page.get_by_role("heading", name="What it asks of people")).to_be_visible()
        wrong["offers"] = trouble(page)
        assert wrong == {portfolio: [], "waiting": [], "offers": []}


def test_without_scripts_one_answers_and_offers(cast: Cast, practice: Contribution, browser: Browser) -> None:
    with opened(browser, width=360, scripts=False) as context:
        page = enter(context, cast.mia, practice.get_absolute_url())
        page.get_by_role("region", name="Does it fit Turin?").get_by_text("Not for us", exact=True).click()
        page.get_by_role("button", name="We do it another way").click()
        page.get_by_role("link", name="Change the answer").click()
        page.get_by_role("link", name="We adapt it").click()
        page.get_by_label("What do you change, and why?").fill("No chalkboard")
        page.get_by_role("button", name="Send").click()
        Site.objects.create(slug="austin", name="Austin", country="US", type="shop")
        page = enter(context, cast.sam, f"/c/{practice.pid}/practice/offer/")
        page.get_by_label("United States", exact=True).check()
        page.get_by_label("Answer by").fill(f"{timezone.localdate(now()) + timedelta(days=9)}")
        page.get_by_role("button", name="Show what it asks of people").click()
        page.get_by_role("button", name="Offer it now").click()
        expect(page.get_by_text("1 site is asked.")).to_be_visible()
    assert said() == {"Turin": ("adapt", 2), "Milan": ("", 0), "Austin": ("", 0)}
