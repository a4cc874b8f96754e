"""What is wrong with a page as it stands."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

# What stands beyond the right edge, unless it can be scrolled to or is there for a screen reader only.
TOO_WIDE = """[...document.querySelectorAll('.shell *, .bare *')]
    .filter(one => one.checkVisibility({visibilityProperty: true}) && one.getBoundingClientRect().right > innerWidth + 1)
    .filter(one => {
      for (let up = one; !up.matches('.shell, .bare'); up = up.parentElement)
        if (getComputedStyle(up).overflowX !== 'visible') return false
      return true
    })
    .slice(0, 3).map(one => one.outerHTML.slice(0, 160))"""


def trouble(page: Page) -> list[str]:
    """What axe finds in it, and what runs over."""
    page.wait_for_load_state()
    width = page.viewport_size["width"] if page.viewport_size else 0
    runs_over = page.evaluate("document.documentElement.scrollWidth") > width
    seen = Axe().run(page).response["violations"]
    found = [f"{one['id']}: {node['html'][:160]}" for one in seen for node in one["nodes"][:3]]
    return found + (["runs over"] if runs_over else []) + page.evaluate(TOO_WIDE)
