"""Pictures for the README and the guides, taken of the demo organisation: ``bin/shots`` runs this."""

from __future__ import annotations

import shutil
import tempfile
from contextlib import ExitStack
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

from browser.demo_site import serve_demo
from browser.visiting import Visits
from passerelle.exchange.demo.names import pid_of

FOLDER = Path(__file__).parents[2] / "docs" / "shots"
LARGEST = 250_000  # bytes: a README is read on trains
WIDE: ViewportSize = {"width": 1280, "height": 860}
PHONE: ViewportSize = {"width": 390, "height": 844}
GESTES = f"/communities/{pid_of('community', 'gestes-de-boutique')}/"
MATERIALS = f"/communities/{pid_of('community', 'matieres')}/"


def take(page: Page, name: str) -> None:
    """Keep what the window shows, as small as stays sharp."""
    page.evaluate("document.fonts.ready")
    page.wait_for_timeout(500)  # pictures and the editor arrive after the page
    picture = Image.open(BytesIO(page.screenshot()))
    path = FOLDER / f"{name}.webp"
    picture.save(path, "WEBP", quality=82, method=6)
    assert path.stat().st_size < LARGEST, f"{path.name} is too large: {path.stat().st_size} bytes"
    print(f"{path.relative_to(FOLDER.parents[1])}  {path.stat().st_size // 1024} kB")  # noqa: T201


def take_all(visits: Visits) -> None:
    """Every picture there is."""
    for look, name in (("light", "home"), ("dark", "home-dark")):
        take(visits("member", "/", viewport=WIDE, device_scale_factor=2, color_scheme=look), name)
    take(visits("member", "/", viewport=PHONE, device_scale_factor=2, is_mobile=True, has_touch=True), "home-phone")
    page = visits("member", GESTES, viewport=WIDE, device_scale_factor=2)
    take(page, "community")
    page.goto(f"{MATERIALS}?kind=question")
    page.locator("main .card__title a", has_text="Tramontane").click()
    page.locator(".contribution__title").wait_for()
    take(page, "contribution")
    page.evaluate("document.querySelector('#conversation').scrollIntoView()")
    take(page, "conversation")
    page.goto(f"/contribute/?kind=question&community={pid_of('community', 'gestes-de-boutique')}")
    page.locator(".tiptap").click()
    take(page, "composer")
    take(visits("community-manager", "/waiting/", viewport=WIDE, device_scale_factor=2), "waiting")
    take(visits("administrator", "/administration/people/", viewport=WIDE, device_scale_factor=2), "administration")


def main() -> None:
    """Fill a demo in a folder of its own, look at it, leave nothing but the pictures."""
    FOLDER.mkdir(exist_ok=True)
    with ExitStack() as stack:
        data = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        site = stack.enter_context(serve_demo(data, data / "served"))
        playwright = stack.enter_context(sync_playwright())
        names = ("chromium-headless-shell", "chromium", "google-chrome")
        executable = next(filter(None, map(shutil.which, names)), None)
        browser: Browser = playwright.chromium.launch(executable_path=executable, args=["--no-sandbox"])
        take_all(Visits(site, browser))
        browser.close()


if __name__ == "__main__":
    main()
