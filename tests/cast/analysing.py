"""What a running database does by itself after a while, done at once for a world that was just made."""

from __future__ import annotations

from django.db import connection


def analyse() -> None:
    """Count the rows: a database that believes its tables empty plans long, and statements that never end."""
    with connection.cursor() as cursor:
        for table in connection.introspection.django_table_names(only_existing=True, include_views=False):
            cursor.execute(f"ANALYZE {connection.ops.quote_name(table)}")


def make_room_for_counts() -> None:
    """Let SQLite make the table it keeps counts in, before any test: at once with a transaction open it would be a change of schema.

    After one, every savepoint that is taken back takes the schema and all compiled statements with it, a thousand times in a test.
    """
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE django_migrations")
