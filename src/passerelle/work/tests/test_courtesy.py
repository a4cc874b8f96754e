"""Jobs of the serving process let pages go first, the longer the more time they took."""

from __future__ import annotations

import asyncio
import threading
import time

import pytest

from passerelle.work.serving import threads as serving
from passerelle.work.serving.threads import (
    BREATH,
    COURTEOUS_FOR,
    SHORT_COURTESY,
    PageThreads,
    pages_first,
    set_serving,
)


@pytest.fixture
def page():
    """A page that is being made until the event is set."""
    threads, done = PageThreads(1), threading.Event()
    threads.start()
    set_serving(threads)
    loop = asyncio.new_event_loop()
    asking = threading.Thread(target=loop.run_until_complete, args=[_ask(threads, done)])
    asking.start()
    while threads.is_quiet():
        time.sleep(0.001)
    yield done
    done.set()
    asking.join()
    set_serving(None)
    threads.stop()
    loop.close()


async def _ask(threads: PageThreads, done: threading.Event) -> None:
    await threads.run(done.wait)


def waited(*last: float) -> float:
    began = time.monotonic()
    pages_first(began, *last)
    return time.monotonic() - began


def test_a_short_job_waits_a_moment(page):
    assert waited() >= SHORT_COURTESY


def test_after_a_long_one_pages_get_most_of_the_time(page):
    assert waited(0.05) >= 0.05 * COURTEOUS_FOR > SHORT_COURTESY


def test_courtesy_ends(page, monkeypatch):
    monkeypatch.setattr(serving, "LONGEST_COURTESY", 0.3)
    assert waited(1_000_000.0) >= 0.3  # and it came back


def test_nobody_is_waited_for_when_there_are_no_pages(page):
    page.set()
    time.sleep(2 * BREATH)
    began = time.monotonic()
    pages_first(began, 1_000_000.0)  # or this test would not end


def test_elsewhere_there_are_no_pages():
    pages_first(time.monotonic(), 1_000_000.0)
