"""Files of a history, one after the other: a folder, a tar, a compressed tar. Nothing is ever unpacked to disk.

An archive comes from outside, so it is read as if somebody had built it to do harm: links, devices and paths that climb
are passed over, sizes are bounded, and one file at a time is in memory, a window of it.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from passerelle.exchange.importers.compression import opened
from passerelle.exchange.importers.refusal import ImportRefused
from passerelle.exchange.importers.tar import tar_files


@dataclass(frozen=True, slots=True)
class Limits:
    """How much an archive may hold; far above any real history, far below what fills a machine."""

    file_bytes: int = 1024**3
    total_bytes: int = 64 * 1024**3
    files: int = 2_000_000


@dataclass(frozen=True, slots=True)
class File:
    """One file of the archive; ``content`` can be read until the next one is asked for, None when it was passed over."""

    path: PurePosixPath
    content: BinaryIO | None
    passed_over: str = ""


def files(path: Path, limits: Limits | None = None) -> Iterator[File]:
    """Every file of a folder (by name) or of an archive (as stored); raises ImportRefused when it cannot be read."""
    limits = limits or Limits()
    found = _folder_files(path, limits) if path.is_dir() else _archive_files(path, limits)
    for number, file in enumerate(found, start=1):
        if number > limits.files:
            raise ImportRefused(
                f"{path.name} holds more than {limits.files} files: this is no history of conversations."
            )
        yield file


def _folder_files(path: Path, limits: Limits) -> Iterator[File]:
    for folder, folders, names in os.walk(path):
        folders.sort()
        for name in sorted(names):
            full = Path(folder, name)
            inside = _readable(full.relative_to(path).as_posix())
            if full.is_symlink() or not full.is_file():
                yield File(inside, None, "a link or a device")
            elif full.stat().st_size > limits.file_bytes:
                yield File(inside, None, "too large")
            else:
                with _opened_file(full) as content:
                    yield File(inside, content)


@contextmanager
def _opened_file(path: Path) -> Iterator[BinaryIO]:
    try:
        with path.open("rb") as content:
            yield content
    except OSError as error:
        raise ImportRefused(f"{path.name} cannot be read: {error.strerror or error}.") from error


def _archive_files(path: Path, limits: Limits) -> Iterator[File]:
    with opened(path) as source:
        for member, content in tar_files(source, path.name, limits.total_bytes):
            name = _readable(member.name)
            if content is None:
                yield File(name, None, "a link or a device")
            elif name.is_absolute() or ".." in name.parts:
                yield File(name, None, "a path that leads out of the archive")
            elif member.size > limits.file_bytes:
                yield File(name, None, "too large")
            else:
                yield File(name, content)


def _readable(name: str) -> PurePosixPath:
    """A path whose bytes may be no text: what cannot be read is replaced."""
    return PurePosixPath(name.encode("utf-8", "surrogateescape").decode("utf-8", "replace"))
