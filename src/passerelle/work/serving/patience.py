"""How long one statement may take in a process that serves pages: one that went astray must not hold a thread for ever."""

from __future__ import annotations

from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created

LONGEST_STATEMENT = 60  # seconds; commands (import, migrate, export, a worker of its own) take the time they need


def cap_statements() -> None:
    """Give every PostgreSQL connection of this process the limit; SQLite has no clock of its own."""
    connection_created.connect(_cap, dispatch_uid="passerelle.cap_statements")


def _cap(*, connection: BaseDatabaseWrapper, **_others: Any) -> None:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"SET statement_timeout = '{LONGEST_STATEMENT}s'")
