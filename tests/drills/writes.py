"""What people send: forms with the key they were drawn with, many at once, over real connections."""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlencode

TOKEN = "d" * 32  # the double-submit token needs no server state
HEADER = re.compile(rb"\r\n([A-Za-z-]+): *([^\r]*)")


@dataclass(frozen=True, slots=True)
class Write:
    """One form of one person."""

    key: str
    path: str
    fields: Mapping[str, str]
    session: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back, whole."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    seconds: float = 0.0

    @property
    def is_acknowledged(self) -> bool:
        """Whether the person now thinks that it was kept."""
        return self.status < 400

    @property
    def location(self) -> str:
        """Where it leads."""
        return self.headers.get("location", "")

    @property
    def is_replay(self) -> bool:
        """Whether it was given before."""
        return self.headers.get("idempotent-replay") == "true"


def send_all(
    port: int, writes: Iterable[Write], at_once: int, heard: Callable[[int], None] = lambda count: None
) -> dict[str, Answer]:
    """Send, some at once, each on a connection of its own; returns the answers that came, by key.

    ``heard`` is called with the number of acknowledged writes so far, after each.
    """
    return asyncio.run(_send_all(port, writes, at_once, heard))


def ask(port: int, path: str, session: str, body: bytes | None = None, **headers: str) -> Answer:
    """One request."""
    return asyncio.run(_ask(port, path, session, body, headers))


async def _send_all(
    port: int, writes: Iterable[Write], at_once: int, heard: Callable[[int], None]
) -> dict[str, Answer]:
    answers: dict[str, Answer] = {}
    room = asyncio.Semaphore(at_once)

    async def send(write: Write) -> None:
        async with room:
            try:
                answer = await _ask(port, write.path, write.session, *_form(write))
            except (OSError, asyncio.IncompleteReadError):
                return  # the server is gone: nobody knows what became of this one
        answers[write.key] = answer
        heard(sum(each.is_acknowledged for each in answers.values()))

    async with asyncio.TaskGroup() as group:
        for write in writes:
            group.create_task(send(write))
    return answers


def _form(write: Write) -> tuple[bytes, dict[str, str]]:
    return urlencode({**write.fields, "_key": write.key}).encode(), {
        "Content-Type": "application/x-www-form-urlencoded"
    }


async def _ask(port: int, path: str, session: str, body: bytes | None, headers: Mapping[str, str]) -> Answer:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        began = time.monotonic()
        writer.write(_request(path, session, body, headers))
        return replace(await _answer(reader), seconds=time.monotonic() - began)
    finally:
        writer.close()


def _request(path: str, session: str, body: bytes | None, headers: Mapping[str, str]) -> bytes:
    lines = {
        "Host": "localhost",
        "Accept-Language": "en",
        "Cookie": f"sessionid={session}; csrftoken={TOKEN}",
        "X-CSRFToken": TOKEN,
        **headers,
        **({} if body is None else {"Content-Length": str(len(body))}),
    }
    head = f"{'GET' if body is None else 'POST'} {path} HTTP/1.1\r\n"
    return (head + "".join(f"{name}: {value}\r\n" for name, value in lines.items()) + "\r\n").encode() + (body or b"")


async def _answer(reader: asyncio.StreamReader) -> Answer:
    head = await reader.readuntil(b"\r\n\r\n")
    headers = {name.decode().lower(): value.decode("latin-1") for name, value in HEADER.findall(head)}
    body = await reader.readexactly(int(headers.get("content-length", "0")))
    return Answer(int(head[9:12]), headers, body)
