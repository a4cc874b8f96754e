"""Rings between processes, through a real Redis."""

from __future__ import annotations

import os
import threading
import uuid

import pytest
import redis

from cast.waiting import eventually
from passerelle.journal import tails
from passerelle.lib import ringing
from passerelle.lib.ringing import Ringing
from passerelle.work.bell import bell

pytestmark = pytest.mark.redis


@pytest.fixture
def url(monkeypatch: pytest.MonkeyPatch) -> str:
    """A channel of each test and a database of each process: others ring at the same time."""
    monkeypatch.setattr(ringing, "CHANNEL", uuid.uuid4().hex)
    number = 1 + int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
    return f"{os.environ['PASSERELLE_TEST_REDIS'].rpartition('/')[0]}/{number}"


@pytest.fixture
def other(url: str) -> Ringing:
    return Ringing(url)


@pytest.fixture
def own(url: str, monkeypatch: pytest.MonkeyPatch) -> Ringing:
    made = Ringing(url)
    monkeypatch.setattr(ringing, "_of_this_process", [made])
    return made


def listening(url: str) -> int:
    with redis.Redis.from_url(url) as asked:
        return int(dict(asked.pubsub_numsub(ringing.CHANNEL))[ringing.CHANNEL.encode()])


def hears(url: str, one: Ringing, name: str) -> threading.Event:
    heard, before = threading.Event(), listening(url)
    one.hear(name, heard.set)
    eventually(lambda: listening(url) == before + 1)
    return heard


def test_the_others_hear_and_whoever_rings_does_not(url: str, other: Ringing) -> None:
    own = Ringing(url)
    here, there = hears(url, own, "dusk"), hears(url, other, "dusk")
    own.ring("dusk")
    assert there.wait(30)
    assert not here.is_set()


def test_only_the_name_that_was_rung_is_heard(url: str, other: Ringing) -> None:
    dawn = hears(url, other, "dawn")
    dusk = threading.Event()
    other.hear("dusk", dusk.set)
    Ringing(url).ring("dusk")
    assert dusk.wait(30)
    assert not dawn.is_set()


def test_a_connection_that_broke_is_made_again(url: str, other: Ringing, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ringing, "AFTER_TROUBLE", 0.01)
    heard, here = hears(url, other, "dusk"), Ringing(url)
    with redis.Redis.from_url(url) as asked:
        own = str(asked.connection_pool.connection_kwargs["db"])
        for client in asked.client_list(_type="pubsub"):
            if client["db"] == own:
                asked.client_kill_filter(_id=client["id"])

    def rung() -> bool:
        """A ring on a connection about to be given up is lost, as any may be."""
        here.ring("dusk")
        return heard.wait(0.2)

    eventually(rung)


def test_without_redis_nobody_is_told_and_no_thread_begins() -> None:
    before = threading.active_count()
    alone = Ringing("")
    alone.hear("dusk", pytest.fail)
    alone.ring("dusk")
    assert threading.active_count() == before


def test_a_commit_elsewhere_wakes_who_follows_the_journal(url: str, own: Ringing, other: Ringing) -> None:
    heard, before = threading.Event(), listening(url)
    end = tails.wake(heard.set)
    eventually(lambda: listening(url) == before + 1)
    other.ring(tails.NAME)
    assert heard.wait(30)
    end()


def test_a_commit_here_is_told_elsewhere(url: str, own: Ringing, other: Ringing) -> None:
    journal, work = hears(url, other, tails.NAME), threading.Event()
    other.hear("work", work.set)
    tails._tell()
    bell.ring()
    assert journal.wait(30)
    assert work.wait(30)


def test_a_job_that_was_put_in_line_elsewhere_wakes_the_workers(url: str, own: Ringing, other: Ringing) -> None:
    before, rings = listening(url), bell.rings
    bell.listen()
    eventually(lambda: listening(url) == before + 1)
    other.ring("work")
    bell.wait(rings, 30)
    assert bell.rings == rings + 1
