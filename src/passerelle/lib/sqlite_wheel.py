"""Puts a sound SQLite in place of the one Python was built with, before anything imports it."""

from __future__ import annotations

import sys

MINIMUM = (3, 51, 3)


class UnsoundSQLite(SystemExit):
    """Ends the process with a sentence, not a traceback: this is found before there is a command line to tell it."""


def install() -> None:
    """Swap the modules; raises UnsoundSQLite when the bundled SQLite carries the WAL-reset race (before 3.51.3)."""
    import pysqlite3  # noqa: PLC0415  # imported here so that the swap is one visible act
    import pysqlite3.dbapi2  # noqa: PLC0415

    if pysqlite3.sqlite_version_info < MINIMUM:
        raise UnsoundSQLite(
            f"SQLite {pysqlite3.sqlite_version} may corrupt its file; install pysqlite3 with 3.51.3 or later."
        )
    sys.modules["sqlite3"] = pysqlite3
    sys.modules["sqlite3.dbapi2"] = pysqlite3.dbapi2
