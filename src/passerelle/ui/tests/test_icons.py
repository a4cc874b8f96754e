"""One sprite, asked for by name."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from passerelle.ui.icons import icon, icon_names

ROOT = Path(__file__).parents[4]


def test_an_icon_beside_words_is_silent_and_a_lone_one_is_named() -> None:
    assert 'aria-hidden="true"' in icon("bell")
    assert 'role="img" aria-label="Notify &lt;me&gt;"' in icon("bell", "Notify <me>")


def test_an_unknown_icon_is_an_error_that_suggests_close_ones() -> None:
    with pytest.raises(KeyError, match="bookmark"):
        icon("bookmrak")


def test_the_sprite_holds_exactly_the_listed_icons() -> None:
    assert icon_names() == set(json.loads((ROOT / "frontend/icons/names.json").read_text()))


def test_every_icon_named_in_a_template_exists() -> None:
    asked = {
        (path.name, name)
        for path in (ROOT / "src/passerelle").rglob("*.html")
        for name in re.findall(r'\bicon(?:_button)?\("([^"]+)"', path.read_text())
    }
    assert {(file, name) for file, name in asked if name not in icon_names()} == set()
