"""The feed's statements alone, on a bare connection: what the database itself can do."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from django.core.handlers.base import BaseHandler
from django.db import connection
from django.test import RequestFactory

from passerelle.exchange.bench.load import Measured

Statement = tuple[str, tuple[Any, ...]]


def of_the_feed(session: str) -> list[Statement]:
    """What the home page asks the database for the person of this session, frame included; static files must be collected."""
    asked: list[Statement] = []

    def note(execute: Callable[..., Any], sql: str, parameters: Any, many: bool, context: Any) -> Any:
        asked.append((sql.replace("%s", "?"), tuple(parameters or ())))
        return execute(sql, parameters, many, context)

    handler = BaseHandler()
    handler.load_middleware()
    request = RequestFactory().get("/", headers={"host": "localhost"})
    request.COOKIES["sessionid"] = session
    with connection.execute_wrapper(note):
        handler.get_response(request)
    return asked


def measure_statements(database: Path, statements: list[Statement], readers: int, seconds: float) -> Measured:
    """Let some connections ask them again and again; one round counts as one request."""
    measured = Measured(seconds=seconds)
    end = time.perf_counter() + seconds

    def read() -> None:
        bare = sqlite3.connect(database)
        while (start := time.perf_counter()) < end:
            for sql, parameters in statements:
                bare.execute(sql, parameters).fetchall()
            measured.waits.append(time.perf_counter() - start)
        bare.close()

    with ThreadPoolExecutor(readers) as pool:
        for reading in [pool.submit(read) for _ in range(readers)]:
            reading.result()
    return measured
