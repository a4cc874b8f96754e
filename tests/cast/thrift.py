"""What each test would do again, done once or only where it is needed: thousands of tests pay for it otherwise."""

from __future__ import annotations

from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.test import TransactionTestCase
from whitenoise.middleware import WhiteNoiseMiddleware

# Django's own, the same after every migration; its flush takes these away and makes each row again.
MIGRATED = {"django_content_type", "auth_permission"}


def begin() -> None:
    """Set it up, once for the session."""
    _look_at_static_files_once()
    TransactionTestCase._fixture_teardown = _empty_databases


def _look_at_static_files_once() -> None:
    """Every browser of a test loads the middleware anew, and WhiteNoise all files with it."""
    look, kept = WhiteNoiseMiddleware.add_files_from_finders, {}

    def look_once(self: WhiteNoiseMiddleware) -> None:
        if not kept:
            collected, self.files = self.files, kept
            look(self)
            self.files = collected
        self.files.update(kept)

    WhiteNoiseMiddleware.add_files_from_finders = look_once


def _empty_databases(self: TransactionTestCase) -> None:
    """After a test that committed: the state after migrating, as Django's flush leaves it."""
    for name in self._databases_names(include_mirrors=False):
        empty(connections[name])


def empty(connection: BaseDatabaseWrapper) -> None:
    """Delete the rows of the tables that have any, a dozen of a hundred."""
    tables = set(connection.introspection.django_table_names(only_existing=True, include_views=False)) - MIGRATED
    quoted = {table: connection.ops.quote_name(table) for table in tables}
    with transaction.atomic(using=connection.alias, durable=True), connection.cursor() as cursor:
        cursor.execute(
            " UNION ALL ".join(
                f"SELECT '{table}' WHERE EXISTS (SELECT 1 FROM {name})" for table, name in quoted.items()
            )
        )
        for (table,) in cursor.fetchall():
            cursor.execute(f"DELETE FROM {quoted[table]}")
