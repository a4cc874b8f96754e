"""Unpacks a backup beside the place it is meant for, and believes nothing in it before its digest is right.

Needs no Django: the data folder is still empty, and settings would write into it.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import tempfile
from pathlib import Path
from typing import BinaryIO

from passerelle.exchange.backups import manifest as names
from passerelle.exchange.backups import sqlite
from passerelle.exchange.backups.manifest import Manifest, Stored, read_manifest
from passerelle.exchange.backups.refusal import BackupRefused
from passerelle.exchange.importers.compression import GZIP, Uncompressed, opened
from passerelle.exchange.importers.refusal import ImportRefused
from passerelle.exchange.importers.tar import damaged, tar_files
from passerelle.lib.progress import Progress, unheard

STAGING = ".restoring-"
CHUNK = 1024 * 1024
LARGEST_PADDING = 1024 * 1024
LARGEST_MANIFEST = 256 * 1024 * 1024
HEADER = GZIP + b"\x08\x00\x00\x00\x00\x00"  # deflate, no name, no time: as backups begin
PART = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]{0,199}")


def require_room(folder: Path) -> None:
    """Raise BackupRefused unless the data folder is empty; what an unfinished restore left there is cleared away first."""
    if not folder.exists():
        return
    if not folder.is_dir():
        raise BackupRefused(f"{folder} is a file: a backup is restored into an empty folder.")
    left = [path for path in folder.iterdir() if path.name.startswith(STAGING)]
    if left:  # it was empty when that restore began, so whatever is in it came from there
        for path in folder.iterdir():
            shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink()
    if any(folder.iterdir()):
        raise BackupRefused(
            f"{folder} is not empty: a backup is restored into an empty folder, so that nothing is lost."
        )


def unpack(path: Path, folder: Path, progress: Progress = unheard) -> tuple[Path, Manifest]:
    """Unpack into a new folder inside ``folder`` and verify every file; raises BackupRefused, leaving nothing behind."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    staging = Path(tempfile.mkdtemp(prefix=STAGING, dir=folder))
    try:
        manifest = _unpack(path, staging, progress)
        if manifest.engine == "sqlite":
            _verify_sqlite(staging / names.SQLITE, manifest)
    except BaseException:
        shutil.rmtree(staging, ignore_errors=True)
        raise
    return staging, manifest


def move_in(staging: Path, folder: Path) -> None:
    """Put everything in its place, the database last: a folder without one is no installation yet."""
    for path in sorted(staging.iterdir(), key=lambda path: path.name.startswith(names.SQLITE)):
        if path.name != names.POSTGRES:
            path.rename(folder / path.name)
    shutil.rmtree(staging)


def _unpack(path: Path, staging: Path, progress: Progress) -> Manifest:
    found: dict[str, Stored] = {}
    content: bytes | None = None
    _require_header(path)
    try:
        with opened(path) as source:
            for member, stream in tar_files(source, path.name, shutil.disk_usage(staging).free):
                name = _name(member.name, path)
                if stream is None or name in found or content is not None:
                    raise BackupRefused(
                        f"{path.name} is refused: {name} is no plain file, is there twice, or comes too late."
                    )
                if name == names.NAME:
                    content = stream.read(LARGEST_MANIFEST)
                else:
                    found[name] = _store(stream, staging / name)
                progress(len(found), None)
            _require_end(source, path)
    except ImportRefused as refusal:
        raise BackupRefused(str(refusal)) from refusal
    if content is None:
        raise BackupRefused(f"{path.name} breaks off: it has no manifest.")
    manifest = read_manifest(content)
    wrong = sorted(name for name in {*found, *manifest.files} if found.get(name) != manifest.files.get(name))
    if wrong:
        raise BackupRefused(f"{path.name} is damaged: {wrong[0]} is not what its manifest says.")
    return manifest


def _require_end(source: Uncompressed, path: Path) -> None:
    """Read on to the checksum at the very end; between the last file and it there are only some zeros."""
    try:
        rest = source.stream.read(LARGEST_PADDING)
    except source.damage as error:
        raise damaged(path.name, error) from error
    if rest.strip(b"\0") or len(rest) == LARGEST_PADDING:
        raise BackupRefused(f"{path.name} is refused: it goes on where a backup ends.")


def _require_header(path: Path) -> None:
    try:
        with path.open("rb") as file:
            header = file.read(len(HEADER))
    except OSError as error:
        raise BackupRefused(f"{path} cannot be opened: {error.strerror or error}.") from error
    if header != HEADER:
        raise BackupRefused(f"{path.name} is no backup of Passerelle, or it was changed after it was made.")


def _name(name: str, path: Path) -> str:
    """The name, when a backup may hold it; raises BackupRefused for any other."""
    if name in {names.NAME, names.SQLITE, names.POSTGRES, *names.KEPT}:
        return name
    first, *rest = name.split("/")
    if first != "files" or not rest or not all(PART.fullmatch(part) for part in rest):
        raise BackupRefused(f"{path.name} is refused: it holds a file called {name[:80]!r}, which no backup does.")
    return name


def _store(content: BinaryIO, path: Path) -> Stored:
    path.parent.mkdir(parents=True, exist_ok=True)
    digest, size = hashlib.sha256(), 0
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        while chunk := content.read(CHUNK):
            digest.update(chunk)
            size += len(chunk)
            file.write(chunk)
    return Stored(size=size, sha256=digest.hexdigest())


def _verify_sqlite(path: Path, manifest: Manifest) -> None:
    if not path.exists():
        raise BackupRefused("This backup holds no database.")
    sqlite.require_sound(path)
    if sqlite.tables(path) != manifest.tables:
        raise BackupRefused("The rows in this backup are not those its manifest was made from.")
