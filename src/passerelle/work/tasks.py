"""@task: gives a function a name under which a job row can ask for it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol, cast


class TaskFunction(Protocol):
    """A function that is known to the queue."""

    name: str
    max_attempts: int

    def __call__(self, **arguments: Any) -> None:
        """Do the work; running it twice must change nothing more."""


_tasks: dict[str, TaskFunction] = {}


def task(name: str, *, max_attempts: int = 5) -> Callable[[Callable[..., None]], TaskFunction]:
    """Register a function under a lasting name; raises ValueError when another function has it."""

    def register(function: Callable[..., None]) -> TaskFunction:
        if name in _tasks:
            raise ValueError(f"Two tasks are named {name!r}")
        known = cast(TaskFunction, function)
        known.name = name
        known.max_attempts = max_attempts
        _tasks[name] = known
        return known

    return register


def find_task(name: str) -> TaskFunction | None:
    """The function of this name, None when no installed module has it."""
    return _tasks.get(name)


def task_names() -> list[str]:
    """Every registered name."""
    return sorted(_tasks)
