"""The search engines; which one is used follows from the database."""

from __future__ import annotations

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper

from passerelle.search.backends.port import SearchBackend
from passerelle.search.backends.postgres import PostgresBackend
from passerelle.search.backends.sqlite import SqliteBackend


def backend_for(database: BaseDatabaseWrapper) -> SearchBackend:
    """The engine that lives in this database; raises ValueError when there is none for its vendor."""
    if database.vendor == "sqlite":
        return SqliteBackend(database)
    if database.vendor == "postgresql":
        return PostgresBackend(database)
    raise ValueError(f"There is no search engine for {database.vendor}.")


def search_backend() -> SearchBackend:
    """The engine of this installation."""
    return backend_for(connection)
