"""The feed's statements alone, on a bare connection: what the database itself can do."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, cast

from django.db import connection
from django.test import RequestFactory

from passerelle.exchange.bench.load import Measured
from passerelle.journal.actor import person_actor
from passerelle.people.middleware import PersonRequest
from passerelle.people.models import Person
from passerelle.web import home
from passerelle.web.context import shell

Statement = tuple[str, tuple[Any, ...]]


def of_the_feed(person: Person) -> list[Statement]:
    """What the home page of this person asks the database, frame included."""
    asked: list[Statement] = []

    def note(execute: Callable[..., Any], sql: str, parameters: Any, many: bool, context: Any) -> Any:
        asked.append((sql.replace("%s", "?"), tuple(parameters or ())))
        return execute(sql, parameters, many, context)

    request = cast(PersonRequest, RequestFactory().get("/"))
    request.actor = person_actor(person)
    with connection.execute_wrapper(note):
        home.context(request.actor, {})
        shell(request)
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
