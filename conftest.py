"""What every test session starts from: an environment of its own, then Django, then Chromium when a test asks for it."""

from __future__ import annotations

import gc
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import hypothesis
import pytest
from playwright.sync_api import Browser

if TYPE_CHECKING:
    from pytest_django import DjangoDbBlocker

CHROMIUM_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-quic",
    "--renderer-process-limit=1",  # for each context: none is started beforehand that no test waits for
]
# The first shows pages as the others do, without the windows around them, in half the time.
CHROMIUMS = ["chromium-headless-shell", "chromium", "google-chrome"]
PATIENCE = 90_000  # milliseconds
DATABASE = {"db", "transactional_db", "django_db_setup"}
# What takes long to make and serves many tests, dearest first: with --dist loadgroup one process makes it, for all of them.
SHARED = ["seen", "site", "demo", "all_pages"]
SAME = {"told": "demo"}  # the other would wait until the one has told it
# Tests of single pages run once, on SQLite: on PostgreSQL tests/visibility asks for every page and tests/hostile sends every
# form, and verbs and readers have tests of their own. Not so where pages are how one asks for what a database works out.
BROWSERS = {"visit", "client"}
ANSWERS = {"exchange", "live", "search", "work"}
NEEDS = {
    "postgres": "PASSERELLE_TEST_POSTGRES",
    "redis": "PASSERELLE_TEST_REDIS",
    "newsboat": "PASSERELLE_TEST_NEWSBOAT",
}

# As the server does: thousands of tests are in memory to the end, and looking through them for circles finds none.
gc.set_threshold(20_000, 20, 50)
# Before Django reads its settings: nothing of the developer's own configuration may reach a test.
for name in list(os.environ):
    if name.startswith("PASSERELLE_") and not name.startswith("PASSERELLE_TEST_"):
        del os.environ[name]
# In memory where there is room: nobody cuts the power of a test, and a commit need not wait for a disk.
MEMORY = Path("/dev/shm")
ROOM = MEMORY if MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > 2 * 1024**3 else None
DATA = Path(tempfile.mkdtemp(prefix="passerelle-tests-", dir=ROOM))
(DATA / "static").mkdir()
os.environ.update(
    DJANGO_SETTINGS_MODULE="passerelle.settings",
    PASSERELLE_DATA=str(DATA),
    PASSERELLE_SECRET_KEY="only-for-tests",
    PASSERELLE_DEBUG="true",
    PASSERELLE_JOBS_IN_PROCESS="false",
)
# A package with a kind of its own, installed as pip leaves one behind: its folder on the path, and what it says of itself.
OUTSIDE = Path(__file__).parent / "tests" / "kinds" / "outside"
shutil.copytree(OUTSIDE / "lost_property.dist-info", DATA / "outside" / "lost_property-1.0.dist-info")
sys.path += [str(OUTSIDE), str(DATA / "outside")]


# The same examples in every run, so that a red run is red again; as many new ones as one likes with PASSERELLE_TEST_LONG.
# A slow machine is no failure: no deadline, no complaint about the speed of making examples.
SLOW = [hypothesis.HealthCheck.too_slow]
hypothesis.settings.register_profile(
    "short", max_examples=100, derandomize=True, deadline=None, database=None, suppress_health_check=SLOW
)
hypothesis.settings.register_profile("long", max_examples=5_000, deadline=None, suppress_health_check=SLOW)
hypothesis.settings.load_profile("long" if "PASSERELLE_TEST_LONG" in os.environ else "short")


def pytest_configure(config: pytest.Config) -> None:
    """Load Django's settings and replace what would make tests slow or leave the machine; then let the cast come in."""
    import django  # noqa: PLC0415  the environment above must come first
    from django.conf import settings  # noqa: PLC0415  as above

    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    database = settings.DATABASES["default"]
    if "sqlite" in database["ENGINE"]:
        # A file, not memory: threads of the live server and of jobs see what a real installation shows them.
        database.setdefault("TEST", {})["NAME"] = str(DATA / "test.sqlite3")
    django.setup()
    if getattr(config.option, "numprocesses", None):
        # Workers inherit this environment; with the name set, Django's plugin would read the settings before this file.
        del os.environ["DJANGO_SETTINGS_MODULE"]
    from cast import thrift  # noqa: PLC0415  as above

    thrift.begin()
    config.pluginmanager.import_plugin("cast.fixtures")
    config.pluginmanager.import_plugin("cast.posting")


def pytest_unconfigure() -> None:
    """Remove the data folder of this session."""
    shutil.rmtree(DATA, ignore_errors=True)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark tests by what they are and by what they meet, and skip what needs an absent server."""
    for item in items:
        fixtures = set(getattr(item, "fixturenames", ()))
        if item.get_closest_marker("django_db") or DATABASE & fixtures:
            item.add_marker("database")
        if _tests_a_page(item, fixtures):
            item.add_marker("once")
        if "playwright" in fixtures:
            if "browser" not in item.path.parts:
                raise pytest.UsageError(
                    f"{item.nodeid} drives Chromium: its place is tests/browser, where bin/test looks for it."
                )
            item.add_marker("browser")
        if "drills" in item.path.parts:
            item.add_marker("drill")
        for marker, variable in NEEDS.items():
            if item.get_closest_marker(marker) and not os.environ.get(variable):
                item.add_marker(pytest.mark.skip(reason=f"{variable} is not set; bin/test sets it"))
    if config.getoption("loadgroup", False):  # set in the processes that share the tests
        _share(items)


def _tests_a_page(item: pytest.Item, fixtures: set[str]) -> bool:
    folders = item.path.relative_to(Path(__file__).parent).parts
    works_it_out = ANSWERS & set(folders) or item.get_closest_marker("both")
    return folders[0] == "src" and bool(BROWSERS & fixtures) and not works_it_out


def _share(items: list[pytest.Item]) -> None:
    """Keep together what one process makes for many, and begin with what takes long, so that all end at once.

    pytest-xdist 3.8 would write its groups where pytest 9.2 no longer reads them: the group stands behind the name instead.
    """
    turns = {item: _turn(item) for item in items}
    items.sort(key=turns.__getitem__)
    for item in items:
        place = turns[item][0]
        if place < len(SHARED):
            item._id = type(item.id).parse(f"{item.nodeid}@{SHARED[place]}")


def _turn(item: pytest.Item) -> tuple[int, bool]:
    used = {SAME.get(name, name) for name in getattr(item, "fixturenames", ())}
    place = next((place for place, name in enumerate(SHARED) if name in used), len(SHARED))
    return place, item.get_closest_marker("slow") is None


def pytest_collection_finish() -> None:
    """Spare the garbage collector what has been loaded by now."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def django_db_setup(
    request: pytest.FixtureRequest,
    django_test_environment: None,
    django_db_modify_db_settings: None,
    django_db_blocker: DjangoDbBlocker,
) -> Iterator[None]:
    """The database of this session, migrated and ready to be counted: where processes share a folder one migrates for all.

    Alone, a developer's SQLite comes from the last run with the same migrations.
    """
    from django.db import connection  # noqa: PLC0415  models load after this file

    from cast import migrated  # noqa: PLC0415  models load after this file
    from cast.analysing import make_room_for_counts  # noqa: PLC0415  as above

    shared = os.environ.get("PASSERELLE_TEST_SHARED")
    if not shared and connection.vendor == "sqlite" and request.config.cache is not None:
        shared = str(request.config.cache.mkdir("migrated"))
    if not shared:
        request.getfixturevalue("django_db_setup")
    with django_db_blocker.unblock():
        if shared:
            usual = migrated.prepare(Path(shared))
        make_room_for_counts()
    yield
    if shared:
        with django_db_blocker.unblock():
            migrated.remove(usual)


@pytest.fixture(scope="session")
def browser(browser: Browser) -> Browser:
    """Chromium; a busy machine is late, not wrong, and what comes at once is not waited for."""
    browser.on("context", lambda context: context.set_default_timeout(PATIENCE))
    return browser


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, object]) -> dict[str, object]:
    """Start the system's Chromium; Playwright's own event loop makes Django think it runs asynchronously."""
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    executable = next(filter(None, map(shutil.which, CHROMIUMS)), None)
    return {**browser_type_launch_args, "executable_path": executable, "args": CHROMIUM_ARGUMENTS}
