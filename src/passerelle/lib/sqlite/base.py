"""The database wrapper: durable pragmas, BEGIN IMMEDIATE, and a fair queue in front of it."""

from __future__ import annotations

from typing import Any

from django.db.backends.sqlite3 import base


class DatabaseWrapper(base.DatabaseWrapper):
    """Adds what a server needs to Django's wrapper."""

    def get_connection_params(self) -> dict[str, Any]:
        """Durable settings unless the caller chose others."""
        self.settings_dict["OPTIONS"].setdefault("transaction_mode", "IMMEDIATE")
        self.settings_dict["OPTIONS"].setdefault(
            "init_command", "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA trusted_schema=OFF; PRAGMA cache_size=-32000;"
        )
        return super().get_connection_params()
