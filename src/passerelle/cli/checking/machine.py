"""What has to be tried out: folders, the database, what `migrate` prepares."""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Iterator
from pathlib import Path

from passerelle.cli.checking.findings import Finding, risky, wrong
from passerelle.environment import Environment

LITTLE_SPACE = 1024**3
PRIVATE = stat.S_IRWXG | stat.S_IRWXO


def about_folder(environment: Environment) -> Iterator[Finding]:
    """The data folder: there, writable, with room, its secrets readable by its owner alone."""
    folder = environment.data
    near = next(path for path in (folder, *folder.parents) if path.exists())
    if not near.is_dir() or not os.access(near, os.W_OK | os.X_OK):
        yield wrong(f"The data folder {folder} cannot be written: give it to the user who runs Passerelle.")
        return
    unwritable = [path for path in _own(folder) if not os.access(path, os.W_OK)]
    if unwritable:
        yield wrong(
            f"{unwritable[0]} cannot be written: give everything in the data folder to the user who runs Passerelle."
        )
    if shutil.disk_usage(near).free < LITTLE_SPACE:
        yield risky(f"Less than 1 GB is free where {folder} is: a full disk stops all writing.")
    for path in (folder / "secret.key", folder / "DEMO"):
        if path.is_file() and path.stat().st_mode & PRIVATE:
            yield wrong(f"Others on this machine can read {path}, and sign in as anybody with it: chmod 600 {path}.")
    database = folder / "passerelle.sqlite3"
    if database.is_file() and database.stat().st_mode & stat.S_IRWXO and folder.stat().st_mode & stat.S_IXOTH:
        yield risky(f"Every user of this machine can read {database}: close the folder with chmod 700 {folder}.")


def _own(folder: Path) -> Iterator[Path]:
    """The files writing depends on; not each upload, which may be many."""
    yield from (path for path in folder.glob("*") if path.name.startswith("passerelle.sqlite3") or path.is_dir())


def about_database() -> Iterator[Finding]:
    """Whether it answers, is of a version we trust, and is migrated."""
    from django.db import Error, connection

    from passerelle.cli.preparing import waiting_migrations
    from passerelle.lib.sqlite_wheel import MINIMUM

    try:
        connection.ensure_connection()
        waiting = waiting_migrations()
    except Error as error:
        reason = str(error).partition("\n")[0].strip().rstrip(".")
        yield wrong(f"The database does not answer ({reason}): see DATABASE_URL, and whether its server runs.")
        return
    if waiting:
        yield wrong(f"{len(waiting)} migrations were not applied yet: run passerelle migrate.")
    if connection.vendor == "sqlite":
        version = _sqlite_version()
        if version < MINIMUM:
            yield wrong(
                f"SQLite {'.'.join(map(str, version))} may damage its file: install pysqlite3 with 3.51.3 or later."
            )


def _sqlite_version() -> tuple[int, ...]:
    import sqlite3

    return sqlite3.sqlite_version_info


def about_preparation() -> Iterator[Finding]:
    """Static files, translations, and what Django itself finds."""
    from django.conf import settings
    from django.core.cache import cache
    from django.core.checks import run_checks

    from passerelle.cli.preparing import stale_catalogues, static_is_current

    if not settings.DEBUG and not static_is_current():
        yield wrong("The static files are missing, or of another version: run passerelle migrate.")
    for catalogue in stale_catalogues():
        yield risky(
            f"The translation {catalogue.parts[-3]!r} is not compiled, or an old one is used: run passerelle migrate."
        )
    if settings.PASSERELLE.redis_url:
        try:
            cache.get("passerelle")
        except Exception as error:  # whatever the client library raises: it cannot be reached
            yield wrong(f"Redis does not answer ({type(error).__name__}): see REDIS_URL, and whether its server runs.")
    for message in run_checks():
        say = wrong if message.is_serious() else risky
        yield say(" ".join(f"{message.msg} {message.hint or ''}".split()))
