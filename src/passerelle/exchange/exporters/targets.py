"""Where an export is written: a new folder, or a zip archive."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import IO, Protocol


class Target(Protocol):
    """Takes one file after the other."""

    def open(self, name: str) -> AbstractContextManager[IO[bytes]]:
        """Begin a file of this name; its folders are made."""


class Folder:
    """Files in a folder."""

    def __init__(self, path: Path) -> None:
        """Make the folder."""
        self._path = path
        path.mkdir(parents=True, exist_ok=True)

    @contextmanager
    def open(self, name: str) -> Iterator[IO[bytes]]:
        """Begin a file."""
        path = self._path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("xb") as file:
            yield file


class Zip:
    """Files in a zip archive."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        """Write into an archive that somebody else closes."""
        self._archive = archive

    @contextmanager
    def open(self, name: str) -> Iterator[IO[bytes]]:
        """Begin a file, of any size."""
        with self._archive.open(name, "w", force_zip64=True) as file:
            yield file


@contextmanager
def target(path: Path) -> Iterator[Target]:
    """The target a path stands for: an archive when it ends in .zip. What is there already is never written over."""
    if path.suffix.lower() != ".zip":
        yield Folder(path)
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "x", zipfile.ZIP_DEFLATED) as archive:
        yield Zip(archive)
