"""The database wrapper: durable pragmas, BEGIN IMMEDIATE, and a fair queue in front of it."""

from __future__ import annotations

from typing import Any

from django.db import OperationalError
from django.db.backends.sqlite3 import base

from passerelle.lib.sqlite.queueing import FairLock, lock_for

PRAGMAS = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA trusted_schema=OFF; PRAGMA cache_size=-32000; PRAGMA temp_store=MEMORY;"


class DatabaseWrapper(base.DatabaseWrapper):
    """Django's wrapper, with the writers of one process queued before they ask SQLite for its lock.

    With SQLite's busy handler alone a writer may starve; behind a fair lock everybody waits their turn.
    """

    _holds: FairLock | None = None

    def get_connection_params(self) -> dict[str, Any]:
        """Durable settings; an IMMEDIATE transaction never has to be upgraded half-way."""
        parameters: dict[str, Any] = super().get_connection_params()
        self.transaction_mode = "IMMEDIATE"
        return parameters

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """Open the file with the pragmas of a server."""
        connection = super().get_new_connection(conn_params)
        connection.executescript(PRAGMAS)
        return connection

    def _start_transaction_under_autocommit(self) -> None:
        lock = None if self.is_in_memory_db() else lock_for(str(self.settings_dict["NAME"]))
        if lock is not None and not lock.acquire(float(self.settings_dict["OPTIONS"].get("timeout", 20))):
            raise OperationalError("database is locked: the writers before this one took too long")
        self._holds = lock
        try:
            super()._start_transaction_under_autocommit()  # type: ignore[misc]  # private in Django, hence in its stubs
        except BaseException:
            self._let_go()
            raise

    def set_autocommit(self, autocommit: bool, force_begin_transaction_with_broken_autocommit: bool = False) -> None:
        """Autocommit comes back when a transaction has ended: the next writer's turn."""
        super().set_autocommit(autocommit, force_begin_transaction_with_broken_autocommit)
        if autocommit:
            self._let_go()

    def close(self) -> None:
        """Close, and let go of the turn whatever happened."""
        super().close()
        if not self.in_atomic_block:
            self._let_go()

    def _let_go(self) -> None:
        lock, self._holds = self._holds, None
        if lock is not None:
            lock.release()
