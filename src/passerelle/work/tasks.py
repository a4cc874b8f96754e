"""@task: gives a function a lasting name under which a job row can ask for it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any, Protocol, cast


class TaskFunction(Protocol):
    """A function that is known to the queue."""

    name: str
    max_attempts: int
    time_limit: timedelta
    together: bool
    in_turn: bool

    def __call__(self, **arguments: Any) -> None:
        """Do the work; running it twice must change nothing more."""


_tasks: dict[str, TaskFunction] = {}


_company = threading.local()


class Alone(Exception):
    """A job has more to do than it should in company; it is run again by itself."""


@contextmanager
def together() -> Iterator[None]:
    """Several jobs run in one transaction meanwhile."""
    _company.here = True
    try:
        yield
    finally:
        _company.here = False


def ask_for_solitude() -> None:
    """Raise Alone when other jobs share this one's transaction."""
    if getattr(_company, "here", False):
        raise Alone


def task(
    name: str,
    *,
    max_attempts: int = 5,
    time_limit: timedelta = timedelta(minutes=15),
    together: bool = False,
    in_turn: bool = False,
) -> Callable[[Callable[..., None]], TaskFunction]:
    """Register a function under a lasting name; raises ValueError when another function has it.

    The function is called without a transaction and opens its own, as short as it can. It may run again after a crash or an error,
    so it makes its effect unique or looks first whether it is there. After ``time_limit`` its lease is no longer renewed: a job
    that hangs is then tried by another thread. With ``together`` it does nothing but write to the database, and several calls may share a
    transaction. With ``in_turn`` a process runs one such job at a time: when it dies between a mail that was taken and the note that it
    was, there is one of which nobody knows, not one for each thread.
    """

    def register(function: Callable[..., None]) -> TaskFunction:
        if name in _tasks:
            raise ValueError(f"Two tasks are named {name!r}")
        known = cast(TaskFunction, function)
        known.name = name
        known.max_attempts = max_attempts
        known.time_limit = time_limit
        known.together = together
        known.in_turn = in_turn
        _tasks[name] = known
        return known

    return register


def find_task(name: str) -> TaskFunction | None:
    """The function of this name, None when no installed module has it."""
    return _tasks.get(name)


def task_names() -> list[str]:
    """Every registered name."""
    return sorted(_tasks)
