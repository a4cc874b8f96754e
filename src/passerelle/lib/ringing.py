"""Rings that are heard in the other processes of an installation, through Redis where there is one.

A ring only says that something can be looked at; whoever misses it looks every second anyway. So nothing is kept, nothing is waited
for, and a Redis that is away costs nobody more than that second.
"""

from __future__ import annotations

import logging
import threading
import uuid
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from django.conf import settings

log = logging.getLogger("passerelle.ringing")
CHANNEL = "passerelle.rings"
AFTER_TROUBLE = 5.0  # seconds


class Ringing:
    """What one process tells the others, and hears of them. Its threads start when they are first needed."""

    def __init__(self, url: str) -> None:
        """An address of Redis, or nothing: then nobody is told."""
        self._url = url
        self._own, self._channel = uuid.uuid4().hex, CHANNEL
        self._functions: dict[str, Callable[[], None]] = {}
        self._due: set[str] = set()
        self._changed = threading.Condition()
        self._threads: dict[str, threading.Thread] = {}

    def ring(self, name: str) -> None:
        """Have the others hear a name, soon; many rings at once may become one."""
        if self._url:
            with self._changed:
                self._due.add(name)
                self._changed.notify()
            self._start("ring", self._send)

    def hear(self, name: str, function: Callable[[], None]) -> None:
        """Call a function whenever another process rings this name; it must do no more than wake somebody."""
        if self._url:
            self._functions[name] = function
            self._start("hear", self._listen)

    def _start(self, name: str, step: Callable[[Any], None]) -> None:
        with self._changed:
            if name not in self._threads:
                self._threads[name] = threading.Thread(
                    target=self._repeat, args=[step], name=f"ringing-{name}", daemon=True
                )
                self._threads[name].start()

    def _repeat(self, step: Callable[[Any], None]) -> None:
        import redis  # noqa: PLC0415  only an installation that has Redis has its client

        while True:
            try:
                with redis.Redis.from_url(self._url) as connection:
                    step(connection)
            except redis.RedisError as error:
                log.warning("Redis did not answer: %s", type(error).__name__)
                threading.Event().wait(AFTER_TROUBLE)

    def _send(self, connection: Any) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._due)
                name = self._due.pop()
            connection.publish(self._channel, f"{self._own} {name}")

    def _listen(self, connection: Any) -> None:
        with connection.pubsub(ignore_subscribe_messages=True) as heard:
            heard.subscribe(self._channel)
            for message in heard.listen():
                who, _space, name = message["data"].decode("ascii", "replace").partition(" ")
                if who != self._own:
                    with suppress(KeyError):
                        self._functions[name]()


_of_this_process: list[Ringing] = []
_making = threading.Lock()


def ringing() -> Ringing:
    """The one of this process."""
    with _making:
        if not _of_this_process:
            _of_this_process.append(Ringing(settings.PASSERELLE.redis_url))
        return _of_this_process[0]
