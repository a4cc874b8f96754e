"""The database, from the event loop: one short read in a page thread, no connection held between two of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import ParamSpec, TypeVar

from django.db import close_old_connections

from passerelle.work.serving.threads import on_page_thread

P = ParamSpec("P")
R = TypeVar("R")


async def in_database(function: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
    """Call a function that reads the database; a connection that broke or is too old is closed before and after."""

    def read() -> R:
        close_old_connections()
        try:
            return function(*args, **kwargs)
        finally:
            close_old_connections()

    return await on_page_thread(read)
