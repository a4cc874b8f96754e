"""Members of a tar read forward only, in constant memory, and never extracted."""

from __future__ import annotations

import io
import tarfile
from collections.abc import Iterator
from typing import IO, Any, BinaryIO, cast

from passerelle.exchange.importers.compression import Uncompressed
from passerelle.exchange.importers.refusal import ImportRefused

# tarfile keeps extended headers in memory as a whole; a real one takes a few hundred bytes.
LARGEST_READ = 4 * 1024**2
WINDOW = 64 * 1024
PLAIN_FILES = (tarfile.REGTYPE, tarfile.AREGTYPE)
END = bytes(tarfile.BLOCKSIZE)


class ForwardReader:
    """What tarfile needs of a file, on a stream that cannot go back, with bounds on what it may read."""

    def __init__(self, source: Uncompressed, name: str, largest_total: int) -> None:
        """``largest_total`` bounds the uncompressed bytes, so that a bomb ends early."""
        self._source = source
        self._name = name
        self._at = 0
        self._largest_total = largest_total
        self.last = b""

    def tell(self) -> int:
        """Bytes passed so far."""
        return self._at

    def seek(self, target: int) -> int:
        """Read on to a later place."""
        while self._at < target and self.read(min(target - self._at, LARGEST_READ)):
            pass
        return self._at

    def read(self, size: int) -> bytes:
        """As much as asked for, unless the stream ends; raises ImportRefused beyond the bounds or for a damaged stream."""
        if size > LARGEST_READ or self._at + size > self._largest_total:
            raise ImportRefused(f"{self._name} is refused: it unpacks to more than any history holds.")
        try:
            self.last = self._read(size)
        except self._source.damage as error:
            raise damaged(self._name, error) from error
        self._at += len(self.last)
        return self.last

    def _read(self, size: int) -> bytes:
        parts, missing = [], size
        while missing and (part := self._source.stream.read(missing)):
            parts.append(part)
            missing -= len(part)
        return b"".join(parts)


class _Content(io.RawIOBase):
    """The bytes of one member."""

    def __init__(self, reader: ForwardReader, size: int, name: str) -> None:
        self._reader, self._missing, self._name = reader, size, name

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        part = self._reader.read(min(len(buffer), self._missing, LARGEST_READ))
        if not part and self._missing and len(buffer):
            raise damaged(self._name, "it breaks off")
        buffer[: len(part)] = part
        self._missing -= len(part)
        return len(part)


def tar_files(source: Uncompressed, name: str, largest_total: int) -> Iterator[tuple[tarfile.TarInfo, BinaryIO | None]]:
    """Each member that is not a folder, with its content; None for links, devices and sparse files.

    Raises ImportRefused when the archive is damaged or breaks off.
    """
    reader = ForwardReader(source, name, largest_total)
    try:
        archive = tarfile.TarFile(fileobj=cast(IO[bytes], reader), mode="r", errorlevel=2)
        while (member := archive.next()) is not None:
            archive.members.clear()  # type: ignore[attr-defined]  # it remembers every member; we never go back
            if not member.isdir():
                plain = member.type in PLAIN_FILES and not member.issparse()
                yield (
                    member,
                    cast(BinaryIO, io.BufferedReader(_Content(reader, member.size, name), WINDOW)) if plain else None,
                )
    except tarfile.TarError as error:
        raise damaged(name, error) from error
    if reader.last != END:  # tarfile takes a damaged header for the end; the true end is a block of zeros
        raise damaged(name, "a header is not readable")


def damaged(name: str, why: object) -> ImportRefused:
    """The refusal of an archive that is none, or that somebody or something broke."""
    return ImportRefused(f"{name} is no tar archive, or it is damaged: {why}.")
