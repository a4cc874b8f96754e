"""The registry: for each verb, who is to be told and in which words."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from passerelle.journal.models import Entry
from passerelle.notifications.models import Notice, Reason


@dataclass(slots=True)
class Told:
    """The people one entry reaches and why; who stands there for two reasons is told the stronger one.

    ``actor_id`` is who the sentence is about: the author of a text, even when somebody else let it appear.
    Without ``at_once`` it disturbs nobody: it stands in inboxes and waits for summaries.
    """

    actor_id: int | None
    post_id: int | None = None
    people: dict[int, Reason] = field(default_factory=dict)
    at_once: bool = True

    def add(self, reason: Reason, *people: int | None) -> None:
        """Have these people told; None is nobody."""
        for person in people:
            if person is not None and _strength(reason) < _strength(self.people.get(person)):
                self.people[person] = reason

    def spare(self, *people: int | None) -> None:
        """Leave these out whatever the reason: they did it themselves."""
        for person in people:
            self.people.pop(person or 0, None)


@dataclass(frozen=True, slots=True)
class Telling:
    """How one verb is told.

    ``words`` are msgids by reason, with %(who)s, %(what)s, %(where)s and what ``values`` adds; ``instead`` may know a better one, else
    it is empty. ``details`` is called once with
    every such notice on a page and answers with a second line for some, by the primary key of the notice.
    """

    whom: Callable[[Entry], Told]
    words: Mapping[Reason, str]
    values: Callable[[Notice, Entry | None], dict[str, str]] = lambda notice, entry: {}
    instead: Callable[[Notice, Entry | None], str] = lambda notice, entry: ""
    details: Callable[[Sequence[tuple[Notice, Entry]]], Mapping[int, str]] = lambda notices: {}


_tellings: dict[str, Telling] = {}


def register(verb: str, telling: Telling) -> None:
    """Make a telling known; raises ValueError when the verb has one."""
    if verb in _tellings:
        raise ValueError(f"Two tellings of {verb!r}")
    _tellings[verb] = telling


def find_telling(verb: str) -> Telling | None:
    """The telling of a verb, None when nobody is told or its module is gone."""
    return _tellings.get(verb)


def _strength(reason: Reason | None) -> int:
    return len(Reason) if reason is None else list(Reason).index(reason)
