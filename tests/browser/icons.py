"""Draws the icons of the installed app from our own mark: ``python tests/browser/icons.py``, after the mark has changed."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

UI = Path(__file__).parents[2] / "src/passerelle/ui/static/ui"
MARK = (UI / "favicon.svg").read_text()
GROUND = re.search(r"<rect[^>]*>", MARK)[0]
WHOLE = GROUND.replace(' rx="7"', "")
LINES = MARK.replace(GROUND, "").replace("<g ", '<g transform="translate(16 16) scale({scale}) translate(-16 -16)" ')
FULL = LINES.replace("<g ", WHOLE + "<g ", 1)  # systems cut their own shape out of it
ICONS = {
    "icon-192": (192, MARK),
    "icon-512": (512, MARK),
    "maskable-512": (512, FULL.format(scale=0.74)),
    "touch-180": (180, FULL.format(scale=0.86)),
    "badge-96": (96, LINES.format(scale=1).replace("#fbf8f3", "#ffffff")),
}


def draw() -> None:
    """One picture each, with nothing behind it."""
    with sync_playwright() as playwright:
        page = playwright.chromium.launch(executable_path="/usr/bin/chromium").new_page()
        for name, (size, picture) in ICONS.items():
            page.set_viewport_size({"width": size, "height": size})
            page.set_content(f"<style>body{{margin:0}}svg{{display:block;width:{size}px}}</style>{picture}")
            drawn = Image.open(BytesIO(page.screenshot(omit_background=True)))
            drawn.quantize(64, method=Image.Quantize.FASTOCTREE).save(UI / "app" / f"{name}.png", optimize=True)


if __name__ == "__main__":
    draw()
