"""Real programs: one for calendars imports what we write and finds the day, one for feeds keeps what there is to read."""

from __future__ import annotations

import os
import sqlite3
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


@pytest.mark.newsboat
def test_newsboat_keeps_each_entry_once_and_learns_of_new_ones(cast, places, address, ask, tmp_path):
    def reloaded() -> list[tuple[str, str, str]]:
        feed.write_bytes(ask(at).content)
        command = ["newsboat", "-u", tmp_path / "urls", "-c", tmp_path / "cache.db", "-C", "/dev/null", "-x", "reload"]
        subprocess.run(command, env={"HOME": str(tmp_path), "PATH": os.environ["PATH"]}, check=True, timeout=60)
        with sqlite3.connect(tmp_path / "cache.db") as kept:
            return kept.execute("SELECT title, author, url FROM rss_item ORDER BY id").fetchall()

    feed, at = tmp_path / "feed.xml", address(cast.ada, "community", places.open)
    (tmp_path / "urls").write_text(feed.as_uri())
    oven = bring("An <oven> & its “door”", places.open, cast.mia)
    first = ("An <oven> & its “door”", "Mia Orsel", f"http://localhost:8000{oven.get_absolute_url()}")
    assert reloaded() == [first]
    pan = bring("A pan", places.open, cast.sam)
    assert reloaded() == [first, ("A pan", "Sam Orsel", f"http://localhost:8000{pan.get_absolute_url()}")]
