"""A client that does as little as it can, so that it measures the server: one connection for each reader, one request after another."""

from __future__ import annotations

import asyncio
import re
import time
from dataclasses import dataclass, field

from passerelle.exchange.bench.asking import Page, with_session

LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)


@dataclass(slots=True)
class Measured:
    """What came of asking for one page with some readers at once."""

    seconds: float = 0.0
    errors: int = 0
    bytes: int = 0
    waits: list[float] = field(default_factory=list)

    def as_json(self) -> dict[str, float]:
        """Requests a second, median and 99th percentile in milliseconds, errors, bytes of an answer."""
        waits = sorted(self.waits) or [0.0]
        return {
            "rps": round(len(self.waits) / self.seconds, 1),
            "p50_ms": round(1000 * waits[len(waits) // 2], 1),
            "p99_ms": round(1000 * waits[len(waits) * 99 // 100], 1),
            "errors": self.errors,
            "kb": round(self.bytes / max(1, len(self.waits)) / 1000, 1),
        }


def measure(port: int, page: Page, sessions: list[str], readers: int, seconds: float) -> Measured:
    """Let some readers ask for a page again and again for a while; the first moments are not counted."""
    return asyncio.run(_measure(port, page, sessions, readers, seconds))


async def _measure(port: int, page: Page, sessions: list[str], readers: int, seconds: float) -> Measured:
    measured = Measured()
    begin = time.perf_counter() + min(1.0, seconds / 4)
    end = begin + seconds
    async with asyncio.TaskGroup() as group:
        for reader in range(readers):
            group.create_task(_read(port, page, sessions[reader % len(sessions)], reader, (begin, end), measured))
    measured.seconds = seconds
    return measured


async def _read(
    port: int, page: Page, session: str, number: int, span: tuple[float, float], measured: Measured
) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    turn, (begin, end) = 0, span
    while (start := time.perf_counter()) < end:
        writer.write(with_session(page.request(number, turn), session))
        status, size = await _answer(reader)
        turn += 1
        done = time.perf_counter()
        if begin <= done < end:
            measured.waits.append(done - start)
            measured.bytes += size
            measured.errors += status >= 400 or (status >= 300 and page.name != "reply")
    writer.close()


async def ask_once(port: int, request: bytes, session: str) -> int:
    """Send one request; returns the status."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(with_session(request, session))
    status, _size = await _answer(reader)
    writer.close()
    return status


async def _answer(reader: asyncio.StreamReader) -> tuple[int, int]:
    """Status and size of one answer."""
    head = await reader.readuntil(b"\r\n\r\n")
    status = int(head[9:12])
    length = LENGTH.search(head)
    size = int(length[1]) if length else 0
    await reader.readexactly(size)
    return status, len(head) + size
