"""The app without a network: a page of ours, texts that are sent once when it is back, and what other apps hand over."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, BrowserType, expect

from browser.phones import enter, hold_cookie, opened
from cast.people import Cast, Places, as_actor
from cast.world import bring
from passerelle.contributions import actions
from passerelle.contributions.models import Attachment, Contribution, Draft, Post

pytestmark = pytest.mark.django_db(transaction=True)
CACHED = """async () => {
  const cache = await caches.open((await caches.keys())[0])
  return (await cache.keys()).map((one) => new URL(one.url).pathname)
}"""
SHARED = """([name, type]) => {
  const form = Object.assign(document.createElement("form"), {method: "post", action: "/device/share/", enctype: "multipart/form-data"})
  const files = Object.assign(document.createElement("input"), {type: "file", name: "files"})
  const chosen = new DataTransfer()
  const point = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
  const drawn = Uint8Array.from(atob(point), (letter) => letter.charCodeAt(0))
  chosen.items.add(new File([drawn], name, {type}))
  files.files = chosen.files
  const text = Object.assign(document.createElement("input"), {name: "text", value: "Rye from the mill"})
  form.append(files, text)
  document.body.append(form)
  form.submit()
}"""
SHOWN = """async () => (await (await navigator.serviceWorker.ready).getNotifications())
  .map(({title, body, data}) => [title, body, data.url])"""
PRESS = """async () => {
  const [notification] = await self.registration.getNotifications()
  self.dispatchEvent(new NotificationEvent("notificationclick", {notification}))
}"""


@pytest.fixture
def device(cast: Cast, places: Places, browser: Browser) -> Iterator[BrowserContext]:
    """A phone that has been here before: its worker is ready."""
    with opened(browser) as context:
        yield context


@pytest.fixture
def screen(
    cast: Cast, places: Places, browser_type: BrowserType, browser_type_launch_args: dict[str, Any]
) -> Iterator[BrowserContext]:
    """The same with a screen, which Chromium without windows has not."""
    executable = next(filter(None, map(shutil.which, ("chromium", "google-chrome"))), None)
    assert executable is not None, "no Chromium with windows: bin/test installs it"
    whole = browser_type.launch(**{**browser_type_launch_args, "executable_path": executable})
    with opened(whole) as context:
        yield context
    whole.close()


def written(made: Contribution) -> list[str]:
    replies = Post.objects.unscoped("looking").filter(contribution=made).exclude(pk=made.body_id)
    return list(replies.values_list("source", flat=True))


def test_a_reply_written_without_a_network_is_sent_once_and_by_nobody_else(
    cast: Cast, places: Places, device: BrowserContext
) -> None:
    made = bring("Bread", places.open, cast.ada)
    page = enter(device, cast.mia, made.get_absolute_url())
    page.locator("[data-composer]").focus()
    page.locator(".pas-editor-box [role=textbox]").click()
    page.keyboard.type("Written in the lift")
    device.set_offline(True)
    page.locator(".reply-form button[type=submit]").last.click()
    expect(page.get_by_role("heading", name="Kept on this device")).to_be_visible()
    page.goto("/inbox/")
    expect(page.get_by_role("heading", name="No connection")).to_be_visible()
    cached = page.evaluate(CACHED)
    assert [one for one in cached if not one.startswith("/static/")] == ["/offline/", "/offline/"]
    hold_cookie(device, cast.otto)
    with page.expect_event("load"):  # the page without a network looks again by itself
        device.set_offline(False)
    page.goto("/bookmarks/")
    page.wait_for_timeout(500)
    expect(page.locator("[data-outbox] .notice")).to_have_count(0)
    assert written(made) == []
    page = enter(device, cast.mia, "/bookmarks/")
    expect(page.locator("[data-toast]")).to_contain_text("What waited is sent")
    page.goto("/inbox/")
    assert written(made) == ["Written in the lift"]
    assert Draft.objects.count() == 0


def test_signals_outlive_a_sign_out_and_are_sent_once_by_whoever_wrote_them(
    cast: Cast, places: Places, device: BrowserContext, tmp_path: Path
) -> None:
    photo = tmp_path / "shelf.png"
    Image.new("RGB", (8, 8), "teal").save(photo)
    page = enter(device, cast.mia, f"/capture/?kind=signal&community={places.open.pid}")
    page.get_by_label("What was said or seen?").fill("Where does the cable go?")
    page.get_by_label("Objection").check()
    page.get_by_label("Photo").set_input_files(photo)
    device.set_offline(True)
    page.get_by_role("button", name="Pass on").click()
    expect(page.get_by_role("heading", name="Kept on this device")).to_be_visible()
    page.goto("/capture/?kind=signal")
    page.get_by_label("What was said or seen?").fill("Mrs Whitfield asks where the switch is.")
    page.get_by_label("Need", exact=True).check()
    page.get_by_role("button", name="Keep, and send later").click()
    expect(page.locator("[data-quick-kept]")).to_contain_text("Your text is kept")
    device.clear_cookies()
    with page.expect_event("load"):  # the page without a network looks again by itself
        device.set_offline(False)
    page.goto("/account/login/")
    page = enter(device, cast.otto, "/bookmarks/")
    page.wait_for_timeout(300)
    expect(page.locator("[data-outbox] .notice")).to_have_count(0)
    assert brought() == []
    page = enter(device, cast.mia, "/bookmarks/")
    expect(page.locator("[data-toast]").first).to_contain_text("What waited is sent")
    asked = page.locator("[data-outbox] .notice")
    expect(asked).to_contain_text("This seems to say who somebody is: “Mrs Whitfield”")
    asked.get_by_role("button", name="Send again").click()
    expect(asked).to_have_count(0)
    page.goto("/bookmarks/")
    assert sorted(brought()) == [("Mia Orsel", "need", 0), ("Mia Orsel", "objection", 1)]


def brought() -> list[tuple[str, str, int]]:
    photos = Attachment.objects.unscoped("looking").filter(is_image=True)
    heads = Contribution.objects.unscoped("looking").select_related("author")
    return [(str(one.author), one.facts["sort"], photos.filter(post=one.body_id).count()) for one in heads]


def test_what_is_refused_comes_back_with_the_reason(cast: Cast, places: Places, device: BrowserContext) -> None:
    made = bring("Bread", places.open, cast.ada)
    page = enter(device, cast.mia, made.get_absolute_url())
    page.locator("textarea[name=text]").evaluate("field => { field.value = 'Too late' }")
    device.set_offline(True)
    page.evaluate("document.querySelector('form.reply-form').requestSubmit()")
    expect(page.get_by_role("heading", name="Kept on this device")).to_be_visible()
    actions.lock(made, by=as_actor(cast.sam))
    device.set_offline(False)
    page.goto("/bookmarks/")
    shown = page.locator("[data-outbox] .notice")
    expect(shown).to_contain_text("This was not taken")
    expect(shown).to_contain_text("This conversation is closed")
    expect(shown).to_contain_text("Too late")
    page.get_by_role("button", name="Throw away").click()
    expect(shown).to_have_count(0)


def test_what_another_app_shares_waits_for_the_composer(cast: Cast, places: Places, device: BrowserContext) -> None:
    page = device.pages[0]
    page.evaluate(SHARED, ["oven.png", "image/png"])
    page.wait_for_url(re.compile("next=/contribute/%3Fshared"))
    page = enter(device, cast.ada, f"/contribute/?shared=yes&kind=update&community={places.open.pid}")
    expect(page.locator(".pas-editor-box [role=textbox]")).to_contain_text("Rye from the mill")
    expect(page.locator(".pas-editor-box img[src*='/attachments/']")).to_have_count(1)


def test_a_push_appears_and_leads_to_what_it_tells(cast: Cast, places: Places, screen: BrowserContext) -> None:
    screen.grant_permissions(["notifications"])
    page = enter(screen, cast.ada, "/settings/devices/")
    expect(page.get_by_role("button", name="Tell me on this device")).to_be_visible()
    cdp, known = screen.new_cdp_session(page), []
    cdp.on("ServiceWorker.workerRegistrationUpdated", lambda event: known.extend(event["registrations"]))
    cdp.send("ServiceWorker.enable")
    origin = page.evaluate("location.origin")
    message = {"title": "Something new", "body": "2 things are unread.", "tag": "unread", "url": "/inbox/", "unread": 2}
    for _twice in range(2):
        delivered = {"origin": origin, "registrationId": known[0]["registrationId"], "data": json.dumps(message)}
        cdp.send("ServiceWorker.deliverPushMessage", delivered)
    page.wait_for_function(f"({SHOWN})().then((shown) => shown.length)")
    assert page.evaluate(SHOWN) == [["Something new", "2 things are unread.", "/inbox/"]]
    [worker] = screen.service_workers
    worker.evaluate(PRESS)
    page.wait_for_url("**/inbox/")
    assert page.evaluate(SHOWN) == []
