"""Brings an installation to the version of the code: tables, translations, static files. Quick when nothing changed."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterable, Iterator
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

STAMP = "sources.stamp"


def waiting_migrations() -> list[str]:
    """Migrations the database has not seen yet."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _backwards in plan]


def apply_migrations() -> list[str]:
    """Bring the database to the present version; returns what was applied."""
    waiting = waiting_migrations()
    if waiting:
        call_command("migrate", verbosity=0, interactive=False)
    return waiting


def compile_catalogues() -> list[str]:
    """Compile each catalogue that is newer than its compiled form; returns the languages.

    A package that was built carries compiled catalogues already, and its folder may not be ours to write in.
    """
    compiled = []
    for source in stale_catalogues():
        with source.open("rb") as file:
            catalogue = read_po(file, locale=source.parts[-3])
        content = io.BytesIO()
        write_mo(content, catalogue)
        source.with_suffix(".mo").write_bytes(content.getvalue())
        compiled.append(source.parts[-3])
    return compiled


def stale_catalogues() -> list[Path]:
    """Catalogues without a compiled form that is as new."""
    found = []
    for folder in settings.LOCALE_PATHS:
        for source in sorted(Path(folder).glob("*/LC_MESSAGES/*.po")):
            target = source.with_suffix(".mo")
            if not target.exists() or target.stat().st_mtime < source.stat().st_mtime:
                found.append(source)
    return found


def collect_static() -> int:
    """Copy, bundle and compress static files into the data folder unless they are the same as before; returns how many."""
    if settings.DEBUG or static_is_current():
        return 0
    stamp = Path(settings.STATIC_ROOT) / STAMP
    stamp.unlink(missing_ok=True)
    said = io.StringIO()
    call_command("collectstatic", verbosity=0, interactive=False, clear=True, stdout=said)
    files = list(_static_sources())
    stamp.write_text(_digest(files))
    return len(files)


def static_is_current() -> bool:
    """Whether the collected files were made from the sources as they are."""
    stamp = Path(settings.STATIC_ROOT) / STAMP
    return stamp.is_file() and stamp.read_text() == _digest(_static_sources())


def _static_sources() -> Iterator[Path]:
    for finder in get_finders():
        for name, storage in finder.list([]):
            yield Path(storage.path(name))


def _digest(files: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for path in sorted(files):
        status = path.stat()
        digest.update(f"{path}\0{status.st_size}\0{status.st_mtime_ns}\n".encode())
    return digest.hexdigest()
