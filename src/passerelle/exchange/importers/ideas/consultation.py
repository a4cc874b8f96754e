"""A consultation as it was published: one JSON file for each proposal, checked, since what is outside is not believed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from passerelle.exchange.importers.archive import Limits, files
from passerelle.lib.text import one_line

LARGEST_FILE = 16 * 1024**2
NAME_LENGTH, TITLE_LENGTH = 120, 2_000  # of titles less is kept, which the report tells


@dataclass(frozen=True, slots=True)
class Somebody:
    """A person as the consultation knew them; two of one name have two keys."""

    key: str
    name: str


@dataclass(frozen=True, slots=True)
class Argument:
    """A reason for or against a proposal; its text is plain."""

    number: int
    author: Somebody
    at: datetime
    speaks_for: bool
    text: str
    votes: int


@dataclass(frozen=True, slots=True)
class Reference:
    """A document somebody pointed at."""

    author: Somebody
    title: str
    address: str
    text: str


@dataclass(frozen=True, slots=True)
class Counts:
    """What the consultation counted; of most votes it does not say whose they were, of none which way they went."""

    votes_for: int
    votes_mixed: int
    votes_against: int
    amendments: int

    @property
    def votes(self) -> int:
        """All of them."""
        return self.votes_for + self.votes_mixed + self.votes_against


@dataclass(frozen=True, slots=True)
class Proposal:
    """One idea of the consultation with what others said and did; ``html`` is its text, ``explanations`` have a title each."""

    number: int
    title: str
    theme: str
    author: Somebody
    at: datetime
    html: str
    explanations: tuple[tuple[str, str], ...]
    arguments: tuple[Argument, ...]
    references: tuple[Reference, ...]
    voters: tuple[Somebody, ...]
    counts: Counts
    is_set_aside: bool

    @property
    def people(self) -> Iterator[tuple[Somebody, datetime]]:
        """Everybody who did something here, and when they are first known to have."""
        yield self.author, self.at
        yield from ((argument.author, argument.at) for argument in self.arguments)
        yield from ((voter, self.at) for voter in self.voters)


@dataclass(frozen=True, slots=True)
class Unread:
    """A file that holds no proposal, and why."""

    path: str
    reason: str


class Broken(Exception):
    """The message is the reason the report lists."""


def read(path: Path, limits: Limits | None = None) -> Iterator[Proposal | Unread]:
    """Every file of a folder or an archive; raises ImportRefused when that cannot be read."""
    numbers: set[int] = set()
    for file in files(path, limits):
        name = str(file.path)
        if file.content is None:
            yield Unread(name, file.passed_over)
        elif file.path.suffix != ".json":
            yield Unread(name, "not the file of a proposal")
        else:
            try:
                proposal = read_proposal(file.content.read(LARGEST_FILE))
            except Broken as broken:
                yield Unread(name, str(broken))
                continue
            yield Unread(name, "a proposal that came before") if proposal.number in numbers else proposal
            numbers.add(proposal.number)


def read_proposal(text: bytes) -> Proposal:
    """The proposal in a file; raises Broken."""
    if not text.strip():
        raise Broken("empty")
    try:
        found: Any = json.loads(text)["opinion"]
        return _proposal(found)
    except (ValueError, RecursionError) as error:
        raise Broken("not JSON, or broken off") from error
    except (KeyError, TypeError, AttributeError) as error:
        raise Broken("something of a proposal is missing in it") from error


def _proposal(found: Any) -> Proposal:
    counts = Counts(*(_count(found[key]) for key in ("votes_ok", "votes_mitige", "votes_nok", "versions_count")))
    voters = {voter.key: voter for voter in (_somebody(vote["user"]) for vote in found["votes"])}
    if len(voters) > counts.votes:
        raise Broken("more voters than votes")
    return Proposal(
        number=_number(found["id"]),
        title=_words(found["title"], TITLE_LENGTH),
        theme=one_line(found["type"].get("subtitle") or "", NAME_LENGTH) or _words(found["type"]["title"], NAME_LENGTH),
        author=_somebody(found["author"]),
        at=_moment(found["created_at"]),
        html=str(found["body"] or ""),
        explanations=tuple(
            (one_line(each["type"]["title"], TITLE_LENGTH), str(each["body"]))
            for each in found["appendices"]
            if each["body"]
        ),
        arguments=tuple({one.number: one for one in map(_argument, found["arguments"])}.values()),
        references=tuple(_reference(each) for each in found["sources"]),
        voters=tuple(voters.values()),
        counts=counts,
        is_set_aside=found["is_trashed"] is True,
    )


def _argument(found: Any) -> Argument:
    text = str(found["body"] or "").strip()
    if not text:
        raise Broken("an argument without words")
    author, at = _somebody(found["author"]), _moment(found["created_at"])
    return Argument(_number(found["id"]), author, at, found["type"] == 1, text, _count(found["votes_count"]))


def _reference(found: Any) -> Reference:
    title = _words(found["title"], TITLE_LENGTH)
    return Reference(_somebody(found["author"]), title, str(found["link"] or ""), str(found["body"] or ""))


def _somebody(found: Any) -> Somebody:
    key = _words(found["uniqueId"], NAME_LENGTH)
    return Somebody(key, one_line(found["displayName"] or "", NAME_LENGTH) or key)


def _moment(found: Any) -> datetime:
    moment = datetime.fromisoformat(found)
    if moment.tzinfo is None or not 1990 <= moment.year <= 2100:
        raise Broken("a time that cannot be")
    return moment


def _words(found: Any, length: int) -> str:
    words = one_line(found, length) if isinstance(found, str) else ""
    if not words:
        raise Broken("a name or a title is empty")
    return words


def _number(found: Any) -> int:
    if isinstance(found, bool) or not isinstance(found, int) or found <= 0:
        raise Broken("no number")
    return found


def _count(found: Any) -> int:
    if isinstance(found, bool) or not isinstance(found, int) or not 0 <= found < 1_000_000_000:
        raise Broken("a count that is none")
    return found
