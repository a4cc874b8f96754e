"""@task: gives a function a lasting name under which a job row can ask for it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any, Protocol, cast


class TaskFunction(Protocol):
    """A function that is known to the queue."""

    name: str
    max_attempts: int
    time_limit: timedelta

    def __call__(self, **arguments: Any) -> None:
        """Do the work; running it twice must change nothing more."""


_tasks: dict[str, TaskFunction] = {}


def task(
    name: str, *, max_attempts: int = 5, time_limit: timedelta = timedelta(minutes=15)
) -> Callable[[Callable[..., None]], TaskFunction]:
    """Register a function under a lasting name; raises ValueError when another function has it.

    The function is called without a transaction and opens its own, as short as it can. It may run again after a crash or an error,
    so it makes its effect unique or looks first whether it is there. After ``time_limit`` its lease is no longer renewed: a job
    that hangs is then tried by another thread.
    """

    def register(function: Callable[..., None]) -> TaskFunction:
        if name in _tasks:
            raise ValueError(f"Two tasks are named {name!r}")
        known = cast(TaskFunction, function)
        known.name = name
        known.max_attempts = max_attempts
        known.time_limit = time_limit
        _tasks[name] = known
        return known

    return register


def find_task(name: str) -> TaskFunction | None:
    """The function of this name, None when no installed module has it."""
    return _tasks.get(name)


def task_names() -> list[str]:
    """Every registered name."""
    return sorted(_tasks)
