"""Names as zulip-archive writes them into paths: percent-encoding with a dot instead of the percent sign."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import NamedTuple
from urllib.parse import quote

_ENCODED = re.compile(r"(?:\.[0-9A-F]{2})+")
_STREAM = re.compile(r"(?P<id>\d{1,18})-(?P<name>.+)", re.DOTALL)
SUFFIX = ".json"


class Place(NamedTuple):
    """Where a topic stands: the folder of its stream, which identifies the stream, and the name of its file."""

    stream: str
    topic: str


def decode(name: str) -> str:
    """``.E2.9C.94.20API.20key`` → ``✔ API key``; bytes that are no text become �."""
    return _ENCODED.sub(lambda found: bytes.fromhex(found[0].replace(".", "")).decode("utf-8", "replace"), name)


def encode_stream(stream_id: int, name: str) -> str:
    """The folder of a stream of this name."""
    return f"{stream_id}-{quote(name.replace(' ', '-'), safe='').replace('.', '%2E').replace('%', '.')}"


def find_place(path: PurePosixPath) -> Place | None:
    """The stream and topic a file belongs to, None when it is no topic.

    A slash in the name of a stream makes a folder within a folder (``218272-FoMM-/-Together-2020``), so the stream
    is everything from the last folder that begins with a number.
    """
    folders = path.parts[:-1]
    starts = [position for position, folder in enumerate(folders) if _STREAM.fullmatch(folder)]
    if not starts or path.suffix != SUFFIX:
        return None
    return Place("/".join(folders[starts[-1] :]), path.name.removesuffix(SUFFIX))


def stream_id(folder: str) -> int:
    """The number Zulip gave the stream; it survives a renaming."""
    return int(folder.partition("-")[0])


def stream_name(folder: str) -> str:
    """The name as far as the folder tells it: spaces are hyphens there."""
    return decode(folder.partition("-")[2])
