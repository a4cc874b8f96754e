"""Starts what an installation runs: the server, and workers beside it."""

from __future__ import annotations

import gc
import logging
import os
import select
import signal
import socket
from collections.abc import Callable

from django.conf import settings

from passerelle.lib.languages import ready_to_detect
from passerelle.work.serving.application import Application
from passerelle.work.serving.patience import cap_silence
from passerelle.work.serving.uvicorn import Server
from passerelle.work.worker import Workers

log = logging.getLogger("passerelle.serving")
SIGNALS = (signal.SIGTERM, signal.SIGINT)
LOOK_AGAIN = (
    1.0  # seconds: a signal that another thread was given does not wake the one that waits (after SIGCONT, say)
)


def serve(host: str, port: int, ready: Callable[[], None] = lambda: None) -> None:
    """Serve until SIGTERM or SIGINT, then return; ``ready`` is called once when the first request can come.

    Needs ``django.setup()``. Raises OSError when the address cannot be had.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.create_server((host, port), family=family, backlog=2048) as listening:
        # uvicorn raises the signal again after its clean end; that ought to be an end with code 0.
        for number in SIGNALS:
            signal.signal(number, lambda *_: None)
        if settings.PASSERELLE.one_processor:
            _stay_on_one_processor()
        application = Application()
        ready_to_detect()
        _leave_the_loaded_alone()
        Server(application, ready).run([listening])


def _stay_on_one_processor() -> None:
    """Threads that hand Python's one turn to each other across processors find cold caches there; processes spread by their number."""
    if hasattr(os, "sched_setaffinity"):  # Linux
        allowed = sorted(os.sched_getaffinity(0))
        os.sched_setaffinity(0, {allowed[os.getpid() % len(allowed)]})


def _leave_the_loaded_alone() -> None:
    """Spare the garbage collector what lives as long as the process, and look less often: a page leaves no circles behind."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)


def run_worker(threads: int | None = None) -> None:
    """Run jobs until SIGTERM or SIGINT, let the running ones finish (30 s at most), then return. Needs ``django.setup()``."""
    # Through a pipe: a handler that takes a lock stops for ever where it interrupts the one who waits with that lock in hand.
    heard, told = os.pipe()
    for number in SIGNALS:
        signal.signal(number, lambda *_: os.write(told, b"."))
    cap_silence()
    workers = Workers(threads or max(1, settings.PASSERELLE.job_threads))
    workers.start()
    while not select.select([heard], [], [], LOOK_AGAIN)[0]:
        pass
    if not workers.stop(30):
        log.warning("A job did not end in time; it is tried again after its lease")
