"""The story as it is written in ``data/``, read into plain values; nothing here touches a database."""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent / "data"


@dataclass(frozen=True, slots=True)
class Shown:
    """A file at the end of a text: a sketch that is drawn, or one that lies in ``data/files``; ``words`` say what it shows."""

    name: str
    words: str
    sketch: str = ""


@dataclass(frozen=True, slots=True)
class Text:
    """A body or a reply; ``key`` is the thread's, with the number of the reply. ``about`` is the sentence a reply speaks of."""

    key: str
    author: str
    at: str
    language: str
    body: str
    reactions: Mapping[str, list[str]]
    reply_to: int | None = None
    about: str = ""
    accepted: bool = False
    helped: tuple[str, ...] = ()
    shown: tuple[Shown, ...] = ()


@dataclass(frozen=True, slots=True)
class Thread:
    """A contribution with its replies, in order of time."""

    key: str
    kind: str
    community: str
    title: str
    topics: tuple[str, ...]
    body: Text
    replies: tuple[Text, ...]
    details: Mapping[str, str | int]
    pinned: bool
    shared_to: tuple[str, ...]
    followers: tuple[str, ...]
    steps: tuple[Mapping[str, Any], ...]

    def texts(self) -> Iterator[Text]:
        """The body, then the replies."""
        yield self.body
        yield from self.replies


@dataclass(frozen=True, slots=True)
class Story:
    """Everything that is told."""

    organisation: dict[str, Any]
    people: list[dict[str, str]]
    communities: list[dict[str, Any]]
    threads: list[Thread]
    practices: list[dict[str, Any]]
    pending: dict[str, Any]
    sought: dict[str, Any]

    @property
    def personas(self) -> dict[str, str]:
        """Persona → handle of the person one signs in as."""
        return dict(self.organisation["personas"])

    def person(self, handle: str) -> dict[str, str]:
        """The row of one person; raises KeyError for nobody."""
        return {row["handle"]: row for row in self.people}[handle]


def read_story() -> Story:
    """Read the files."""
    with (DATA / "people.csv").open(encoding="utf-8", newline="") as file:
        people = list(csv.DictReader(file))
    folder = DATA / "threads"
    return Story(
        organisation=_toml(DATA / "organisation.toml"),
        people=people,
        communities=_toml(DATA / "communities.toml")["community"],
        threads=[_thread(path, folder) for path in sorted(folder.glob("*/*.toml"))],
        practices=_toml(DATA / "practices.toml")["practice"],
        pending=_toml(DATA / "pending.toml"),
        sought=_toml(DATA / "sought.toml"),
    )


def _thread(path: Path, folder: Path) -> Thread:
    row, key = _toml(path), path.relative_to(folder).with_suffix("").as_posix()
    return Thread(
        key=key,
        kind=row["kind"],
        community=row["community"],
        title=row["title"],
        topics=tuple(row["topics"]),
        body=_text(row, f"{key}#0"),
        replies=tuple(_text(reply, f"{key}#{number}") for number, reply in enumerate(row.get("reply", ()), start=1)),
        details=row.get("details", {}),
        pinned=row.get("pinned", False),
        shared_to=tuple(row.get("shared_to", ())),
        followers=tuple(row.get("followers", ())),
        steps=tuple(row.get("step", ())),
    )


def _text(row: Mapping[str, Any], key: str) -> Text:
    return Text(
        key=key,
        author=row["author"],
        at=row["at"],
        language=row["lang"],
        body=row["body"].strip(),
        reactions=row.get("reactions", {}),
        reply_to=row.get("reply_to"),
        about=row.get("about", ""),
        accepted=row.get("accepted", False),
        helped=tuple(row.get("helped", ())),
        shown=tuple(Shown(**each) for each in row.get("shown", ())),
    )


def _toml(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))
