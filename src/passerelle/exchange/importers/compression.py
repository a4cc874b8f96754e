"""Opening a compressed file by what it is, not by how it is called."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, NamedTuple, cast

from passerelle.exchange.importers.refusal import ImportRefused

GZIP = b"\x1f\x8b"
ZSTANDARD = b"\x28\xb5\x2f\xfd"
# A compressed file may ask for a window of any size; 128 MB is what `zstd --ultra -22` needs.
LARGEST_WINDOW = 128 * 1024**2


class Uncompressed(NamedTuple):
    """A stream of bytes, and the errors that reading it raises when the file is damaged."""

    stream: BinaryIO
    damage: tuple[type[Exception], ...]


@contextmanager
def opened(path: Path) -> Iterator[Uncompressed]:
    """The uncompressed bytes; raises ImportRefused when the file is absent or the means to read it are."""
    try:
        raw = path.open("rb")
    except OSError as error:
        raise ImportRefused(f"{path} cannot be opened: {error.strerror or error}.") from error
    with raw:
        magic = raw.read(4)
        raw.seek(0)
        if magic.startswith(GZIP):
            with gzip.open(raw) as stream:
                yield Uncompressed(cast(BinaryIO, stream), (EOFError, OSError, zlib.error))
        elif magic == ZSTANDARD:
            yield _zstandard(raw, path.name)
        else:
            yield Uncompressed(raw, (OSError,))


def _zstandard(raw: BinaryIO, name: str) -> Uncompressed:
    try:
        import zstandard  # noqa: PLC0415  # optional, and absent on most machines
    except ImportError as error:
        raise ImportRefused(
            f'{name} is compressed with Zstandard: install it with pip install "passerelle[zstd]", or unpack the file first.'
        ) from error
    stream = zstandard.ZstdDecompressor(max_window_size=LARGEST_WINDOW).stream_reader(raw, read_across_frames=True)
    return Uncompressed(cast(BinaryIO, stream), (OSError, zstandard.ZstdError))
