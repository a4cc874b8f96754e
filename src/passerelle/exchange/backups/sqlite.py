"""The SQLite file of an installation: copied while others write, and looked through before it is trusted."""

from __future__ import annotations

import contextlib
import sqlite3
from pathlib import Path

from passerelle.exchange.backups.digests import table_digest
from passerelle.exchange.backups.manifest import Table
from passerelle.exchange.backups.refusal import BackupRefused


def opened(path: Path) -> contextlib.closing[sqlite3.Connection]:
    """The file, for reading only; what its schema says is not trusted."""
    connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)
    connection.execute("PRAGMA trusted_schema=OFF")
    return contextlib.closing(connection)


def tables(path: Path) -> dict[str, Table]:
    """Digest of every table, except those an index is made of."""
    with opened(path) as connection:
        rows = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table' ORDER BY name").fetchall()
        virtual = tuple(f"{name}_" for name, sql in rows if str(sql).upper().startswith("CREATE VIRTUAL"))
        plain = [
            name for name, _sql in rows if f"{name}_" not in virtual and not name.startswith((*virtual, "sqlite_"))
        ]
        return {name: table_digest(connection.cursor(), name, _key(connection, name)) for name in plain}


def migrations(path: Path) -> list[str]:
    """Which migrations the file has seen."""
    with opened(path) as connection:
        return [
            f"{app}.{name}" for app, name in connection.execute("SELECT app, name FROM django_migrations ORDER BY id")
        ]


def require_sound(path: Path) -> None:
    """Raise BackupRefused for a file that is broken, or that would run something when it is read or written."""
    try:
        with opened(path) as connection:
            active = connection.execute(
                "SELECT count(*) FROM sqlite_master WHERE type IN ('trigger', 'view')"
            ).fetchone()
            checked = connection.execute("PRAGMA quick_check(1)").fetchone()
    except sqlite3.Error as error:
        raise BackupRefused(f"The database in this backup cannot be read: {error}.") from error
    if active[0]:
        raise BackupRefused("The database in this backup holds triggers or views, which Passerelle never makes.")
    if checked[0] != "ok":
        raise BackupRefused(f"The database in this backup is damaged: {checked[0]}.")


def _key(connection: sqlite3.Connection, table: str) -> list[str]:
    columns = connection.execute("SELECT name, pk FROM pragma_table_info(?)", [table]).fetchall()
    key = sorted((position, name) for name, position in columns if position)
    return [name for _position, name in key] or [name for name, _position in columns]
