"""What the database knows about its own tables, by which it chooses how to answer."""

from __future__ import annotations

from django.db import connection, transaction

ROWS_LOOKED_AT = 1000  # of each index: enough to tell a small one from a large one, in some hundredths of a second


def refresh_statistics(*, everywhere: bool) -> None:
    """Look at the tables again: all of them after much was written at once, else those that changed a lot.

    PostgreSQL does the second by itself.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(f"PRAGMA analysis_limit={ROWS_LOOKED_AT}")
            cursor.execute("ANALYZE" if everywhere else "PRAGMA optimize")
        elif everywhere:
            cursor.execute("ANALYZE")
