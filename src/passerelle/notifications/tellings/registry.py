"""The registry: for each verb, who is to be told and in which words."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from passerelle.journal.actor import Actor
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
    it is empty. ``known`` and ``details`` are called once with every such notice on a page and answer by its primary key: further
    values for the words, which ``values`` must have as well, and a second line.
    """

    whom: Callable[[Entry], Told]
    words: Mapping[Reason, str]
    values: Callable[[Notice, Entry | None], dict[str, str]] = lambda notice, entry: {}
    instead: Callable[[Notice, Entry | None], str] = lambda notice, entry: ""
    known: Callable[[Actor, Sequence[tuple[Notice, Entry]]], Mapping[int, Mapping[str, str]]] = lambda actor, notices: {}
    details: Callable[[Sequence[tuple[Notice, Entry]]], Mapping[int, str]] = lambda notices: {}


_tellings: dict[str, Telling] = {}


def register(verb: str, telling: Telling) -> None:
    """Make a telling known; raises ValueError when the verb has one."""
    if verb in _tellings:
        raise ValueError(f"Two tellings of {verb!r}")
    _tellings[verb] = telling


def join(verb: str, further: Telling) -> None:
    """Have a verb that is told told to more people, for reasons of their own; raises KeyError when nobody tells it.

    Still one line for one person: of two reasons the stronger is kept. ``details`` says more of any of them.
    """
    _tellings[verb] = _joined(_tellings[verb], further)


def _joined(first: Telling, further: Telling) -> Telling:
    def whom(entry: Entry) -> Told:
        told, more = first.whom(entry), further.whom(entry)
        for person, reason in more.people.items():
            told.add(reason, person)
        told.spare(entry.actor_id)
        return told

    def instead(notice: Notice, entry: Entry | None) -> str:
        return (further if notice.reason in further.words else first).instead(notice, entry)

    return Telling(
        whom,
        {**first.words, **further.words},
        values=lambda notice, entry: {**first.values(notice, entry), **further.values(notice, entry)},
        instead=instead,
        known=lambda actor, notices: {**first.known(actor, notices), **further.known(actor, notices)},
        details=lambda notices: {**first.details(notices), **further.details(notices)},
    )


def find_telling(verb: str) -> Telling | None:
    """The telling of a verb, None when nobody is told or its module is gone."""
    return _tellings.get(verb)


def _strength(reason: Reason | None) -> int:
    return len(Reason) if reason is None else list(Reason).index(reason)
