"""The zip archive an office file is, looked at before any part of it is opened."""

from __future__ import annotations

import io
import stat
import zipfile

from passerelle.lib.documents.problems import Problem, Unreadable

MOST_ENTRIES = 5_000
MOST_BYTES = 200 << 20
UNSUSPICIOUS_BYTES, MOST_RATIO = 8 << 20, 150

_HEADER = 30  # the fixed part of what stands before each entry


def opened(data: bytes) -> zipfile.ZipFile:
    """The archive; raises Unreadable for what is no document, however it is made. Archives inside it are never opened."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise Unreadable(Problem.DAMAGED) from error
    entries = archive.infolist()
    total = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries)
    if len(entries) > MOST_ENTRIES or total > MOST_BYTES:
        raise Unreadable(Problem.TOO_LARGE)
    if total > UNSUSPICIOUS_BYTES and total > MOST_RATIO * packed:
        raise Unreadable(Problem.TOO_LARGE)
    if any(entry.flag_bits & 1 for entry in entries):
        raise Unreadable(Problem.ENCRYPTED)
    if any(stat.S_ISLNK(entry.external_attr >> 16) for entry in entries) or _overlap(entries):
        raise Unreadable(Problem.UNSAFE)
    return archive


def _overlap(entries: list[zipfile.ZipInfo]) -> bool:
    """Whether entries share bytes: how a small archive unpacks to a thousand times what it could hold."""
    end = 0
    for entry in sorted(entries, key=lambda one: one.header_offset):
        if entry.header_offset < end:
            return True
        end = entry.header_offset + _HEADER + len(entry.orig_filename.encode()) + entry.compress_size
    return False
