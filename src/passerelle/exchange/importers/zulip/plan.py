"""What an import is going to do, learnt from two readings of the archive before anything is written.

Knowing every message beforehand lets links point forward, gives a repeated message its latest text at once, and
leaves an import that was killed with nothing to make up for. A message costs eight bytes here, a text none.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import NamedTuple, TypeVar

from passerelle.exchange.importers.refusal import ImportRefused
from passerelle.exchange.importers.zulip.archive import PassedOver, Row, StreamNames, Topic, read, shown_name
from passerelle.exchange.importers.zulip.likeness import Names
from passerelle.exchange.importers.zulip.messages import Message
from passerelle.exchange.importers.zulip.names import stream_id

Key = TypeVar("Key")
# Real archives edit a handful of repeated messages; more than this was made to fill the memory.
LARGEST_CHANGES = 256 * 1024**2


@dataclass(slots=True)
class Plan:
    """Streams and topics by their folders and files, people by their names, messages by their ids."""

    rows: int = 0
    has_index: bool = False
    streams: dict[str, str] = field(default_factory=dict)  # folder → name
    senders: dict[str, datetime] = field(default_factory=dict)  # name → first message
    members: dict[tuple[str, str], datetime] = field(default_factory=dict)  # (folder, name) → first message there
    bodies: dict[int, Topic] = field(default_factory=dict)  # first message of a topic → topic
    topics: dict[tuple[int, str], Topic] = field(default_factory=dict)  # (stream number, title) → topic
    repeats: dict[int, int] = field(default_factory=dict)  # message met several times → how many times
    latest: dict[int, str] = field(default_factory=dict)  # repeated message whose text changed → its last text
    changed: int = 0  # characters of those texts
    names: Names = field(default_factory=Names)
    passed_over: Counter[str] = field(default_factory=Counter)
    _ids: array[int] = field(default_factory=lambda: array("q"))

    def holds(self, message: int) -> bool:
        """Whether a message of this id is in the archive."""
        position = bisect_left(self._ids, message)
        return position < len(self._ids) and self._ids[position] == message


def make_plan(path: Path) -> Plan:
    """Read the archive twice; raises ImportRefused when it cannot be read or holds nothing."""
    plan = Plan()
    _count(path, plan)
    if not plan.rows:
        raise ImportRefused(
            f"{path.name} holds no topics of a Zulip archive: folders like 12-stream with files like topic.json."
        )
    _look(path, plan)
    return plan


def _count(path: Path, plan: Plan) -> None:
    names: dict[str, str] = {}
    folders: dict[str, None] = {}
    for one in read(path):
        match one:
            case Row(topic=topic, message=message):
                plan.rows += 1
                folders[topic.stream] = None
                if message is not None:
                    plan._ids.append(message.id)
            case StreamNames(names=known):
                names = known
                plan.has_index = True
            case PassedOver(reason=reason):
                plan.passed_over[reason] += 1
    plan.streams = {folder: shown_name(folder, names) for folder in folders}
    plan._ids = array("q", sorted(plan._ids))
    plan.repeats = dict(_repeated(plan._ids))


def _repeated(ids: array[int]) -> Iterator[tuple[int, int]]:
    run = 1
    for position in range(1, len(ids) + 1):
        if position < len(ids) and ids[position] == ids[position - 1]:
            run += 1
            continue
        if run > 1:
            yield ids[position - 1], run
        run = 1


def _look(path: Path, plan: Plan) -> None:
    """The second reading: where messages stand first, who wrote them, and the last text of those that come again."""
    met: dict[int, _Met] = {}
    begun: set[Topic] = set()
    for one in read(path):
        if not isinstance(one, Row) or one.message is None:
            continue
        topic, message = one.topic, one.message
        _keep_earliest(plan.senders, message.sender, message.sent_at)
        plan.names.see(message.html)
        if message.id in met:
            _meet_again(plan, met[message.id], message)
            continue
        if message.id in plan.repeats:
            met[message.id] = _Met(message.sender, hash(message.html))
        _keep_earliest(plan.members, (topic.stream, message.sender), message.sent_at)
        if topic not in begun:
            begun.add(topic)
            plan.bodies[message.id] = topic
            plan.topics.setdefault((stream_id(topic.stream), topic.title), topic)


class _Met(NamedTuple):
    """What is remembered of a message that comes again."""

    sender: str
    text: int


def _meet_again(plan: Plan, first: _Met, message: Message) -> None:
    """The first place keeps the message and its author; the latest text wins."""
    if message.sender != first.sender:
        plan.names.renamed[(first.sender, message.sender)] += 1
    plan.changed -= len(plan.latest.pop(message.id, ""))
    if hash(message.html) != first.text:
        plan.latest[message.id] = message.html
        plan.changed += len(message.html)
    if plan.changed > LARGEST_CHANGES:
        raise ImportRefused("The archive is refused: it repeats more changed texts than any history holds.")


def _keep_earliest(known: dict[Key, datetime], key: Key, moment: datetime) -> None:
    known[key] = min(moment, known.get(key, moment))
