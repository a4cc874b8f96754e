"""Takes a backup back, step by step: unpack and verify, load, quieten, and only then put it in its place."""

from __future__ import annotations

import shutil
from pathlib import Path
from urllib.parse import urlsplit

from passerelle.exchange.backups import manifest as names
from passerelle.exchange.backups.manifest import Manifest
from passerelle.exchange.backups.refusal import BackupRefused
from passerelle.exchange.backups.unpacking import move_in, unpack
from passerelle.lib.progress import Progress


def prepare(path: Path, folder: Path, database_url: str, progress: Progress) -> tuple[Path, Manifest]:
    """Unpack and verify; the settings are then loaded on the folder this returns. Needs no Django."""
    engine = "postgresql" if urlsplit(database_url).scheme in {"postgres", "postgresql"} else "sqlite"
    if engine == "sqlite" and database_url:
        raise BackupRefused("A restore puts its database into the data folder: unset DATABASE_URL first.")
    staging, manifest = unpack(path, folder, progress)
    if manifest.engine != engine:
        shutil.rmtree(staging)
        wanted = "the DATABASE_URL of an empty PostgreSQL database" if engine == "sqlite" else "no DATABASE_URL"
        raise BackupRefused(f"This backup is of {manifest.engine}: it needs {wanted}.")
    return staging, manifest


def settle(staging: Path, folder: Path, manifest: Manifest) -> dict[str, int]:
    """Load what has to be loaded, make sure this code can read it, quieten it, move it in; returns what was quietened.

    Raises BackupRefused, leaving the data folder empty.
    """
    try:
        return _settle(staging, folder, manifest)
    except BaseException:
        shutil.rmtree(staging, ignore_errors=True)
        raise


def _settle(staging: Path, folder: Path, manifest: Manifest) -> dict[str, int]:
    # Django is loaded by now; before, these modules could not be imported.
    from django.core.management import call_command  # noqa: PLC0415
    from django.db import connection  # noqa: PLC0415
    from django.db.migrations.loader import MigrationLoader  # noqa: PLC0415

    from passerelle.exchange.backups import postgres  # noqa: PLC0415
    from passerelle.exchange.backups.quieting import quieten  # noqa: PLC0415

    known = {f"{app}.{name}" for app, name in MigrationLoader(connection).disk_migrations}
    newer = sorted(set(manifest.migrations) - known)
    if newer:
        raise BackupRefused(
            f"This backup was made by a newer Passerelle, or with a kind that is not installed: {newer[0]}."
        )
    if manifest.engine == "postgresql":
        if not postgres.is_empty():
            raise BackupRefused("The database is not empty: a backup is restored into an empty one.")
        postgres.load(staging / names.POSTGRES)
        if postgres.tables() != manifest.tables:
            raise BackupRefused("The rows in the database are not those the manifest was made from.")
    call_command("migrate", verbosity=0, interactive=False)
    quietened = quieten()
    connection.close()
    move_in(staging, folder)
    return quietened
