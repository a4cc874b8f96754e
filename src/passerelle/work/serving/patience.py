"""How long a process may keep the others waiting on PostgreSQL: with a statement that went astray, or frozen in a transaction.

A process that stands still (a paused machine, a lost host) holds the rows it was writing: the jobs it was about to finish, say, which
no other worker can take then. PostgreSQL ends its transaction after a while; the process finds out when it wakes, and starts again.
"""

from __future__ import annotations

from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created

LONGEST_STATEMENT = 60  # seconds; commands (import, migrate, export, a worker of its own) take the time they need
LONGEST_SILENCE = (
    60  # seconds inside a transaction: as long as a lease. A backup is silent for longer while pg_dump reads
)


def cap_statements() -> None:
    """Give every PostgreSQL connection of this process both limits: pages. SQLite has no clock of its own."""
    connection_created.connect(_cap_statements, dispatch_uid="passerelle.cap_statements")
    cap_silence()


def cap_silence() -> None:
    """Give them the limit on silence alone: workers."""
    connection_created.connect(_cap_silence, dispatch_uid="passerelle.cap_silence")


def _cap_statements(*, connection: BaseDatabaseWrapper, **_others: Any) -> None:
    _set(connection, "statement_timeout", LONGEST_STATEMENT)


def _cap_silence(*, connection: BaseDatabaseWrapper, **_others: Any) -> None:
    _set(connection, "idle_in_transaction_session_timeout", LONGEST_SILENCE)


def _set(connection: BaseDatabaseWrapper, name: str, seconds: int) -> None:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"SET {name} = '{seconds}s'")
