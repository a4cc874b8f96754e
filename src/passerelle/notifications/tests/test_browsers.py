"""What a browser says of itself, as a device of a list."""

from __future__ import annotations

import pytest

from passerelle.notifications.pushing.browsers import browser_and_system
from passerelle.notifications.tests.test_push import CHROME


@pytest.mark.parametrize(
    ("said", "known"),
    [
        (CHROME, ("chrome", "android")),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0", ("firefox", "linux")),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Version/17.0 Mobile Safari/604.1", ("safari", "ios")),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/130.0 Safari/537.36 Edg/130.0", ("edge", "windows")),
        (
            "Mozilla/5.0 (Linux; Android 13) SamsungBrowser/23.0 Chrome/115.0 Mobile Safari/537.36",
            ("samsung", "android"),
        ),
        ("", ("other", "other")),
    ],
)
def test_browsers_are_known_by_their_family(said: str, known: tuple[str, str]) -> None:
    assert browser_and_system(said) == known
