"""The items of a JSON list, one by one, however long the list is."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from typing import Any, BinaryIO

WINDOW = 256 * 1024
LARGEST_ITEM = 16 * 1024**2
_SPACE = " \t\r\n"
_decode = json.JSONDecoder().raw_decode


class BrokenList(Exception):
    """The list cannot be read beyond this point; the message says why."""


def items(content: BinaryIO) -> Iterator[Any]:
    """Each item of the list; raises BrokenList where the text stops being one."""
    window = _Window(io.TextIOWrapper(content, encoding="utf-8-sig", errors="replace"))
    if window.sign() != "[":
        raise BrokenList("not a list")
    window.at += 1
    if window.sign() == "]":
        return
    while True:
        yield window.item()
        sign = window.sign()
        window.at += 1
        if sign == "]":
            return
        if sign != ",":
            raise BrokenList("ends too early" if not sign else "not JSON")


class _Window:
    """The part of the text that is in memory, and where reading stands in it."""

    def __init__(self, text: io.TextIOWrapper) -> None:
        self._text = text
        self._buffer = ""
        self._ended = False
        self.at = 0

    def sign(self) -> str:
        """The next character that is no space, left unread; empty at the end."""
        while True:
            while self.at < len(self._buffer):
                if self._buffer[self.at] not in _SPACE:
                    return self._buffer[self.at]
                self.at += 1
            if self._ended:
                return ""
            self._read_on()

    def item(self) -> Any:
        """Decode one item, reading on until it is whole."""
        self.sign()
        while True:
            try:
                value, end = _decode(self._buffer, self.at)
            except RecursionError as error:
                raise BrokenList("nested too deeply") from error
            except ValueError as error:
                self._require_more(error)
            else:
                # A number at the very end of the window may go on beyond it.
                if end < len(self._buffer) or self._ended:
                    self.at = end
                    return value
            self._read_on()

    def _require_more(self, error: ValueError) -> None:
        if self._ended:
            raise BrokenList("not JSON, or ends too early") from error
        if len(self._buffer) - self.at > LARGEST_ITEM:
            raise BrokenList("not JSON, or one item is too large") from error

    def _read_on(self) -> None:
        more = self._text.read(WINDOW)
        self._ended = not more
        self._buffer = self._buffer[self.at :] + more
        self.at = 0
