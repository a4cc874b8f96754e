"""A real calendar program imports what we write and finds the day."""

from __future__ import annotations

import subprocess
import sys
from datetime import date

import pytest

from cast.world import bring

pytestmark = pytest.mark.django_db
CONFIG = """
[calendars]
[[house]]
path = {home}/house
type = calendar
[default]
default_calendar = house
[sqlite]
path = {home}/khal.db
[locale]
dateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
timeformat = %H:%M
local_timezone = Europe/Paris
default_timezone = Europe/Paris
"""


@pytest.fixture
def khal(tmp_path):
    """``khal("list", …)``: what the program says."""
    (tmp_path / "house").mkdir()
    config = tmp_path / "config"
    config.write_text(CONFIG.format(home=tmp_path))

    def run(*words: str) -> str:
        made = subprocess.run(
            [sys.executable, "-m", "khal", "-c", str(config), *words], capture_output=True, text=True, check=True
        )
        return made.stdout

    return run


def test_khal_finds_the_day(cast, places, address, ask, khal, tmp_path):
    details = {"needed_by": date(2031, 3, 30)}
    asked = bring("Which oven; the red, or the blue?", places.open, cast.ada, "question", details=details)
    file = tmp_path / "dates.ics"
    file.write_bytes(ask(address(cast.ada, "calendar")).content)
    khal("import", "--batch", "-a", "house", str(file))
    told = khal("list", "--day-format", "", "--format", "{start-date} {title} {url}", "2031-03-29", "3d").split("\n")
    page = f"http://localhost:8000{asked.get_absolute_url()}"
    assert [line for line in told if line] == [f"2031-03-30 Answer needed: Which oven; the red, or the blue? {page}"]
