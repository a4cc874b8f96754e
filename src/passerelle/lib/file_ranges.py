"""A stretch of a file, for players that jump into the middle (RFC 9110, 14: one range of bytes)."""

from __future__ import annotations

import re
from typing import IO, Any

from django.http import FileResponse

_RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})", re.ASCII)


class Stretch:
    """What a response reads and closes: so many bytes from a place on."""

    def __init__(self, file: IO[bytes], start: int, length: int) -> None:
        """Stand at the place."""
        file.seek(start)
        self._file, self._left = file, length

    def read(self, most: int = -1) -> bytes:
        """The next bytes, at most those that are left."""
        data = self._file.read(self._left if most < 0 else min(most, self._left))
        self._left -= len(data)
        return data

    def close(self) -> None:
        """Give the file back."""
        self._file.close()


def asked_for(header: str, size: int) -> tuple[int, int] | None:
    """First byte and length; None for the whole file, as for several ranges and what is none; length 0 for what lies behind its end."""
    found = _RANGE.fullmatch(header.strip())
    if found is None or not (found[1] or found[2]):
        return None
    if not found[1]:
        length = min(int(found[2]), size)
        return size - length, length
    start, end = int(found[1]), min(int(found[2] or size), size - 1)
    if found[2] and int(found[2]) < start:
        return None
    return start, max(end - start + 1, 0)


def ranged(file: IO[bytes], header: str, size: int, **given: Any) -> FileResponse:
    """The whole file, the stretch of it that was asked for (206), or that there is no such (416)."""
    asked = asked_for(header, size)
    if asked is None:
        answer = FileResponse(file, **given)
    else:
        start, length = asked
        stretch: Any = Stretch(file, start if length else 0, length)
        answer = FileResponse(stretch, status=206 if length else 416, **given)
        answer["Content-Range"] = f"bytes {start}-{start + length - 1}/{size}" if length else f"bytes */{size}"
        answer["Content-Length"] = str(length)
    answer["Accept-Ranges"] = "bytes"
    return answer
