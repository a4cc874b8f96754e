"""Archives as somebody might build them who means harm, and the small backup they start from."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import sqlite3
import tarfile
from collections.abc import Callable
from pathlib import Path

from passerelle.exchange.backups import sqlite
from passerelle.exchange.backups.manifest import Manifest, Stored

Member = tuple[tarfile.TarInfo, bytes]


def database(path: Path, *statements: str) -> bytes:
    """The bytes of a little database."""
    connection = sqlite3.connect(path)
    with connection:
        connection.execute("CREATE TABLE django_migrations (id INTEGER PRIMARY KEY, app TEXT, name TEXT)")
        connection.execute("CREATE TABLE shop (id INTEGER PRIMARY KEY, name TEXT, opened REAL, seal BLOB)")
        connection.execute("INSERT INTO shop VALUES (1, 'Lyon République', 1.5, x'00ff'), (2, NULL, 2, NULL)")
        for statement in statements:
            connection.execute(statement)
    connection.close()
    return path.read_bytes()


def manifest(files: dict[str, bytes], path: Path) -> bytes:
    """The manifest that belongs to these files; the database lies at ``path``."""
    return (
        Manifest(
            engine="sqlite",
            made_at="2026-01-01T00:00:00+00:00",
            files={
                name: Stored(size=len(content), sha256=hashlib.sha256(content).hexdigest())
                for name, content in files.items()
            },
            tables=sqlite.tables(path),
            migrations=[],
        )
        .model_dump_json()
        .encode()
    )


def member(name: str, content: bytes = b"", **attributes: object) -> Member:
    """One entry of an archive."""
    info = tarfile.TarInfo(name)
    info.size = len(content)
    for attribute, value in attributes.items():
        setattr(info, attribute, value)
    return info, content


def write(path: Path, members: list[Member]) -> Path:
    """An archive as ``backup`` would pack it."""
    with (
        path.open("wb") as file,
        gzip.GzipFile("", "wb", 6, file, mtime=0) as packed,
        tarfile.open(fileobj=packed, mode="w|") as archive,
    ):
        for info, content in members:
            archive.addfile(info, io.BytesIO(content))
    return path


def changed(content: bytes, change: Callable[[dict], None]) -> bytes:
    """A manifest with something changed in it."""
    row = json.loads(content)
    change(row)
    return json.dumps(row).encode()
