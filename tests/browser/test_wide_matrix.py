"""Three hundred practices at five hundred sites scroll from end to end on a slow phone; few cells stand in the document at once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from itertools import cycle

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from browser.holding import trouble
from browser.phones import enter, opened
from cast.people import Cast, Places
from passerelle.contributions.models import Contribution, Placement
from passerelle.kinds.innovation.practice.models import Adoption, Practice
from passerelle.lib.clock import now
from passerelle.people.models import Site

pytestmark = pytest.mark.django_db(transaction=True)

SITES, PRACTICES = 500, 300
TENTH = 10  # of all places were asked
# At this width 5 columns and 6 rows are in sight; on each side 12 and 4 more are drawn, in steps of 6 and 2.
MOST = (5 + 2 * (12 + 6)) * (6 + 2 * (4 + 2))
SLOWER = 4
STAGES = {
    "in_use": "In use",
    "adapting": "Being introduced",
    "declined": "Not for them",
    "considering": "Being considered",
}
SCROLL = """async () => {
  const frame = document.querySelector(".matrix-frame"), frames = 20, took = [];
  let cells = 0, before = await new Promise(requestAnimationFrame);
  for (let at = 1; at <= frames; at++) {
    frame.scrollTo(frame.scrollWidth * at / frames, frame.scrollHeight * at / frames);
    const then = await new Promise(requestAnimationFrame);
    took.push(then - before);
    before = then;
    cells = Math.max(cells, frame.querySelectorAll("td").length);
  }
  took.sort((one, other) => one - other);
  return { cells, median: took[frames / 2], longest: took[frames - 1] };
}"""
TO_THE_END = "frame => frame.scrollTo(frame.scrollWidth, frame.scrollHeight)"
TO_THE_LEFT = """frame => {
  document.dir = "rtl";
  dispatchEvent(new Event("resize"));
  frame.scrollTo(-frame.scrollWidth, frame.scrollHeight);
}"""
FOCUSED = "() => document.activeElement.closest('th, td').getAttribute('aria-colindex')"
PRINTED = """() => {
  dispatchEvent(new Event("beforeprint"));
  const widths = new Set([...document.querySelectorAll("[data-matrix] tr")].map(row => row.cells.length - 1));
  const heads = getComputedStyle(document.querySelector("[data-matrix] thead")).display;
  dispatchEvent(new Event("afterprint"));
  return [heads, ...widths];
}"""


@pytest.fixture
def phone(cast: Cast, places: Places, browser: Browser) -> Iterator[Page]:
    """At the whole matrix, with its letters there."""
    _spread(cast, places)
    with opened(browser) as device:
        page = enter(device, cast.sam, f"/communities/{places.open.pid}/practice/portfolio/")
        expect(page.locator(".matrix-frame--whole")).to_be_attached()
        page.locator(".matrix-pages").scroll_into_view_if_needed()
        yield page


def _spread(cast: Cast, places: Places) -> None:
    sites = Site.objects.bulk_create(
        Site(slug=f"s{number}", name=f"Site {number:03}", country="IT") for number in range(SITES)
    )
    heads = Contribution.objects.bulk_create(
        Contribution(kind_slug="practice", title=f"P {number}", state="current", author=cast.ada, home=places.open)
        for number in range(PRACTICES)
    )
    Placement.objects.bulk_create(Placement(contribution=head, community=places.open) for head in heads)
    practices = Practice.objects.bulk_create(Practice(contribution=head) for head in heads)
    today, due = timezone.localdate(now()), now() + timedelta(days=9)
    stages = [(stage, today if stage == "in_use" else None) for stage in (*STAGES, "adapting", "declined", "in_use")]
    asked = ((practice, site) for at, practice in enumerate(practices) for site in sites[at % TENTH :: TENTH])
    Adoption.objects.bulk_create(
        Adoption(practice=practice, site=site, stage=stage, offered_on=today, due_at=due, in_use_on=used)
        for (practice, site), (stage, used) in zip(asked, cycle(stages), strict=False)
    )


def said(practice: str | None) -> list[str]:
    """What the database says of a practice at each site."""
    stages = dict(Adoption.objects.filter(practice__contribution__pid=practice).values_list("site", "stage"))
    sites = Site.objects.order_by("country", "name", "pk").values_list("pk", flat=True)
    return [STAGES[stages[site]] if site in stages else "" for site in sites]


def test_the_whole_matrix_scrolls_and_goes_by_keys(phone: Page) -> None:
    frame, rows = phone.locator(".matrix-frame"), phone.locator("[data-matrix] tbody tr")
    first, last = rows.first, rows.last
    processor = phone.context.new_cdp_session(phone)
    processor.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    found = phone.evaluate(SCROLL)
    processor.send("Emulation.setCPUThrottlingRate", {"rate": 1})
    print({name: round(told) for name, told in found.items()})  # noqa: T201  milliseconds of frames, with pytest -s
    assert found["cells"] <= MOST
    expect(last.locator("td").last).to_be_in_viewport()
    drawn = last.locator("td").evaluate_all(
        "all => all.map(one => [one.getAttribute('aria-colindex'), one.textContent])"
    )
    words = said(last.get_attribute("data-practice"))
    end = len(words) + 1  # the last column; the first is the head of the row
    assert len(drawn) > 5
    assert drawn == [[str(at), words[at - 2]] for at in range(end + 1 - len(drawn), end + 1)]
    expect(phone.get_by_role("navigation", name="More sites")).to_contain_text(f"to {end - 1} of {end - 1}")
    assert trouble(phone) == []

    first.locator("th a").focus()
    columns = []
    for key in ("ArrowRight", "End", "ArrowRight", "ArrowLeft", "ArrowDown", "Home", "ArrowRight"):
        phone.keyboard.press(key)
        columns.append(int(phone.evaluate(FOCUSED)))
    assert columns == [2, end, end, end - 1, end - 1, 1, 2]
    frame.evaluate(TO_THE_END)
    expect(last.locator("td").last).to_be_in_viewport()
    phone.keyboard.press("ArrowRight")  # what has the focus is still there, and goes on from where it is
    assert phone.evaluate(FOCUSED) == "3"
    expect(phone.locator(":focus")).to_be_in_viewport()

    phone.emulate_media(media="print")
    assert phone.evaluate(PRINTED) == ["table-header-group", 60]  # so they stand on each page
    phone.emulate_media(media="screen")
    frame.evaluate(TO_THE_END)
    address = phone.url
    last.locator("th a").click()
    phone.wait_for_url("**/c/**")
    phone.go_back()
    expect(last.locator("td").last).to_be_in_viewport()
    assert phone.url == address
    frame.evaluate(TO_THE_LEFT)
    expect(last.locator("td").last).to_be_in_viewport()
    assert phone.locator("[data-matrix] td").count() <= MOST
