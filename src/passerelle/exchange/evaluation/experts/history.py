"""What a site of questions and answers knew at each moment: who had answered what, and which answers had been accepted."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from xml.etree.ElementTree import parse

QUESTION, ANSWER = "1", "2"
_IS_ACCEPTANCE = "1"
_TAG = re.compile(r"<([^>]+)>|\|?([^|<>]+)")


@dataclass(frozen=True, slots=True)
class Answer:
    """Who gave it, when, and when it was accepted, if it was."""

    person: str
    at: datetime
    accepted_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """Who asked what about, when, and what was answered."""

    person: str
    at: datetime
    topics: frozenset[str]
    answers: Sequence[Answer] = field(default=())

    @property
    def solved_by(self) -> str | None:
        """Who gave the accepted answer."""
        return next((answer.person for answer in self.answers if answer.accepted_at), None)


def history(folder: Path) -> list[Question]:
    """The questions of a dump in the order of time; rows without an account are left out."""
    posts = [row.attrib for row in _rows(folder / "Posts.xml") if "OwnerUserId" in row.attrib]
    accepted = {
        row.attrib["PostId"]: _moment(row.attrib["CreationDate"])
        for row in _rows(folder / "Votes.xml")
        if row.attrib["VoteTypeId"] == _IS_ACCEPTANCE
    }
    answers: dict[str, list[Answer]] = {}
    for row in posts:
        if row["PostTypeId"] == ANSWER:
            answer = Answer(row["OwnerUserId"], _moment(row["CreationDate"]), accepted.get(row["Id"]))
            answers.setdefault(row["ParentId"], []).append(answer)
    questions = [
        Question(
            row["OwnerUserId"],
            _moment(row["CreationDate"]),
            frozenset(one or other for one, other in _TAG.findall(row.get("Tags", ""))),
            answers.get(row["Id"], ()),
        )
        for row in posts
        if row["PostTypeId"] == QUESTION
    ]
    return sorted(questions, key=lambda question: question.at)


def _rows(path: Path) -> Sequence:  # type: ignore[type-arg]  # elements
    return list(parse(path).getroot())  # noqa: S314  # collections that stand on this machine


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)
