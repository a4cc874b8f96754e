"""A Zulip archive: its streams, its topics, and their rows in the order of the archive."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from passerelle.exchange.importers.archive import File, Limits, files
from passerelle.exchange.importers.json_rows import BrokenList, items
from passerelle.exchange.importers.zulip.messages import BrokenRow, Message, read_message
from passerelle.exchange.importers.zulip.names import Place, decode, encode_stream, find_place, stream_name
from passerelle.lib.text import one_line

INDEX = "stream_index.json"
LARGEST_INDEX = 64 * 1024**2
TITLE_LENGTH = 200


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic file; ``stream`` and ``file`` identify it, ``title`` is for people."""

    stream: str
    file: str
    title: str

    @property
    def key(self) -> str:
        """What identifies the topic in its archive, and in the next one of the same server."""
        return f"{self.stream}/{self.file}"


@dataclass(frozen=True, slots=True)
class Row:
    """One message of a topic, or the reason why it is none."""

    topic: Topic
    message: Message | None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class PassedOver:
    """A file that was not read at all, and why."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class StreamNames:
    """Folder → name as people know it. The index may stand anywhere in an archive, often at its end, or be absent."""

    names: dict[str, str]


def read(path: Path, limits: Limits | None = None) -> Iterator[Row | StreamNames | PassedOver]:
    """Every row of every topic, in the order of the archive; raises ImportRefused when it cannot be read."""
    for file in files(path, limits):
        place = find_place(file.path)
        if file.content is None:
            yield PassedOver(str(file.path), file.passed_over)
        elif place is not None:
            yield from _rows(file, place)
        elif file.path.name == INDEX:
            yield StreamNames(_index(file.content.read(LARGEST_INDEX)))
        else:
            yield PassedOver(str(file.path), "not the file of a topic")


def shown_name(folder: str, names: dict[str, str]) -> str:
    """The name of a stream: from the index, else from its folder."""
    return one_line(names.get(folder) or stream_name(folder), 80) or folder


def _rows(file: File, place: Place) -> Iterator[Row]:
    topic = Topic(place.stream, place.topic, one_line(decode(place.topic), TITLE_LENGTH) or place.topic)
    if file.content is None:
        return
    try:
        for item in items(file.content):
            try:
                yield Row(topic, read_message(item))
            except BrokenRow as broken:
                yield Row(topic, None, str(broken))
    except BrokenList as broken:
        # What is lost counts as one row, so that nobody takes a torn file for a whole one.
        yield Row(topic, None, f"file broken: {broken}")


def _index(text: bytes) -> dict[str, str]:
    try:
        streams: Any = json.loads(text)["streams"]
        return {encode_stream(int(stream["id"]), name): name for name, stream in streams.items()}
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return {}  # the index is a comfort: names are taken from the folders instead
