"""Makes a backup while the installation goes on: first the database as it is at one moment, then the files."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import os
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from django.conf import settings
from django.core.files.storage import default_storage
from django.db import connection, transaction
from django.db.migrations.recorder import MigrationRecorder

from passerelle.contributions.models import Attachment
from passerelle.exchange.backups import manifest as names
from passerelle.exchange.backups import postgres, sqlite
from passerelle.exchange.backups.manifest import Manifest, Stored, Table
from passerelle.exchange.backups.refusal import BackupRefused
from passerelle.exchange.exporters.export import stored_files
from passerelle.lib.clock import now
from passerelle.lib.progress import Progress, unheard

LEVEL = 6


def back_up(path: Path, progress: Progress = unheard) -> Manifest:
    """Write one .tar.gz that holds database, uploads and keys; raises BackupRefused rather than write over something.

    An upload is stored before its row is written, so files copied after the database hold what every row needs. The file appears
    under its name only when it is whole.
    """
    if path.exists():
        raise BackupRefused(f"{path} is there already: a backup goes to a new file.")
    if not path.parent.is_dir():
        raise BackupRefused(f"The folder {path.parent} does not exist.")
    with tempfile.TemporaryDirectory(prefix=".backup-", dir=path.parent) as folder:
        unfinished = Path(folder) / "backup.tar.gz"
        database, tables, wanted = _database(Path(folder))
        with unfinished.open("xb") as file:
            os.fchmod(file.fileno(), 0o600)
            with _archive(file) as archive:
                made = _write(archive, database, tables, wanted, progress)
            file.flush()
            os.fsync(file.fileno())
        unfinished.rename(path)
    return made


def _database(folder: Path) -> tuple[Path, dict[str, Table], frozenset[str]]:
    """A copy as of one moment, its digests, and the stored names its rows speak of."""
    if connection.vendor == "sqlite":
        copy = folder / names.SQLITE
        with connection.cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [str(copy)])
        with sqlite.opened(copy) as opened:
            return copy, sqlite.tables(copy), _wanted(opened.cursor())
    copy = folder / names.POSTGRES
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        cursor.execute("SELECT pg_export_snapshot()")
        postgres.dump(copy, str(cursor.fetchone()[0]))
        return copy, postgres.tables(), _wanted(cursor)


def _wanted(cursor: Any) -> frozenset[str]:
    cursor.execute(f"SELECT renditions FROM {Attachment._meta.db_table}")  # noqa: S608  # a name of ours
    rows = (row[0] for row in cursor.fetchall())
    return frozenset(name for row in rows for name in _names_in(json.loads(row) if isinstance(row, str) else row))


def _names_in(value: object) -> Iterator[str]:
    """Stored names stand at any depth of the JSON, beside numbers."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _names_in(inner)


@contextmanager
def _archive(file: IO[bytes]) -> Iterator[tarfile.TarFile]:
    # No name and no time in the header: every byte of a backup is covered by a digest or known beforehand.
    with gzip.GzipFile("", "wb", LEVEL, file, mtime=0) as packed, tarfile.open(fileobj=packed, mode="w|") as archive:
        yield archive


def _write(
    archive: tarfile.TarFile, database: Path, tables: dict[str, Table], wanted: frozenset[str], progress: Progress
) -> Manifest:
    files: dict[str, Stored] = {}
    with database.open("rb") as source:
        files[database.name] = _add(archive, database.name, source, database.stat().st_size)
    for kept in names.KEPT:
        path = settings.PASSERELLE.data / kept
        if path.is_file():
            content = path.read_bytes()
            files[kept] = _add(archive, kept, io.BytesIO(content), len(content))
    for done, name in enumerate(stored_files(default_storage), start=1):
        with default_storage.open(name) as upload:
            files[f"files/{name}"] = _add(archive, f"files/{name}", upload, upload.size)
        progress(done, None)
    manifest = Manifest(
        engine="sqlite" if database.name == names.SQLITE else "postgresql",
        made_at=now().isoformat(),
        files=files,
        tables=tables,
        migrations=[f"{app}.{name}" for app, name in MigrationRecorder(connection).applied_migrations()],
        missing=sorted(name for name in wanted if f"files/{name}" not in files),
    )
    content = manifest.model_dump_json(indent=1).encode()
    _add(archive, names.NAME, io.BytesIO(content), len(content))
    return manifest


def _add(archive: tarfile.TarFile, name: str, source: IO[bytes], size: int) -> Stored:
    member = tarfile.TarInfo(name)
    member.size, member.mode = size, 0o600
    reader = _Digesting(source)
    archive.addfile(member, reader)
    return Stored(size=size, sha256=reader.digest.hexdigest())


class _Digesting(io.RawIOBase):
    """A file that is digested while it is read."""

    def __init__(self, source: IO[bytes]) -> None:
        self._source = source
        self.digest = hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        content = self._source.read(size)
        self.digest.update(content)
        return content
