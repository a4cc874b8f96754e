"""Time zones by name."""

from __future__ import annotations

import pytest

from passerelle.lib.clock import zone


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("Asia/Tokyo", "Asia/Tokyo"),
        ("", "Europe/Paris"),
        ("Mars/Olympus", "Europe/Paris"),
        ("Europe", "Europe/Paris"),
        ("../../etc/passwd", "Europe/Paris"),
        ("a\0b", "Europe/Paris"),
    ],
)
def test_a_zone_that_is_not_known_is_that_of_the_installation(settings, name, told):
    settings.TIME_ZONE = "Europe/Paris"
    assert zone(name).key == told
