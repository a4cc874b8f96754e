"""A database as migrations leave it, made once for all processes of a run: each copies it, where migrating takes seconds.

The first process migrates as ever, and what it has is what the others copy. Every other statement of a migration or another Django
makes another name, so that nothing copies what is no longer true.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
from pathlib import Path

import django
from django.apps import apps
from django.conf import settings
from django.db import connection


def prepare(shared: Path) -> str:
    """Make the test database of this process; ``shared`` is a folder of all processes. Returns the name used outside tests."""
    usual: str = connection.settings_dict["NAME"]
    made = f"passerelle_migrated_{_digest()}"
    with (shared / "migrated.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        copies = SQLite(shared) if connection.vendor == "sqlite" else PostgreSQL()
        if copies.exists(made):
            own = connection.creation._get_test_db_name()
            connection.close()
            copies.copy(made, own)
            settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = own
        else:
            copies.forget()
            own = connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
            connection.close()
            copies.copy(own, made)
    return usual


def remove(usual: str) -> None:
    """Remove it again."""
    connection.creation.destroy_test_db(usual, verbosity=0)


def _digest() -> str:
    """What the database is made of."""
    whole = hashlib.sha256(django.__version__.encode())
    for app in apps.get_app_configs():
        for file in sorted(Path(app.path, "migrations").glob("*.py")):
            whole.update(f"{app.label}/{file.name}".encode() + file.read_bytes())
    return whole.hexdigest()[:20]


class SQLite:
    """Files: of a name in the shared folder, else where the path says."""

    def __init__(self, shared: Path) -> None:
        self._shared = shared

    def exists(self, name: str) -> bool:
        return (self._shared / name).exists()

    def forget(self) -> None:
        """Remove what other migrations left."""
        for old in self._shared.glob("passerelle_migrated_*"):
            old.unlink()

    def copy(self, source: str, target: str) -> None:
        """Under its name it appears whole: who is killed while copying leaves nothing to be taken for a database."""
        half = self._shared / f"half-{os.getpid()}"
        shutil.copyfile(self._shared / source, half)
        shutil.move(half, self._shared / target)


class PostgreSQL:
    """Databases of one server, which copies files where it would run statements; nobody may be connected to the source."""

    def exists(self, name: str) -> bool:
        with connection.creation._nodb_cursor() as cursor:
            cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
            return cursor.fetchone() is not None

    def forget(self) -> None:
        """Nothing: the server of a run ends with it."""

    def copy(self, source: str, target: str) -> None:
        with connection.creation._nodb_cursor() as cursor:
            cursor.execute(f'DROP DATABASE IF EXISTS "{target}"')
            cursor.execute(f'CREATE DATABASE "{target}" TEMPLATE "{source}"')
