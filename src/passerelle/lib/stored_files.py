"""Uploads on disk: whole and settled before a row speaks of them, or not there at all."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import Any

from django.core.files.base import File
from django.core.files.storage import FileSystemStorage


class SettledFiles(FileSystemStorage):
    """Django's storage hands a file to the system, which may lose it with the power after the row was kept for good."""

    def _save(self, name: str, content: File[Any]) -> str:
        path = Path(self.path(name))
        was_there = path.exists()
        try:
            stored: str = super()._save(name, content)  # type: ignore[misc]  # private in Django, hence not in its stubs
            for settling in (self.path(stored), path.parent, path.parent.parent):
                _settle(settling)
        except OSError:
            if not was_there:
                path.unlink(missing_ok=True)
            with suppress(OSError):  # others are in there
                path.parent.rmdir()
            raise
        return stored


def _settle(path: str | Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
