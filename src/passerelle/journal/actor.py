"""Actor: a person and how they came, the only thing verbs and querysets accept."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from functools import wraps
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar, cast

from passerelle.lib.slots import Slots, Value

if TYPE_CHECKING:  # the person's class lives one level up; at run time an actor only holds the row
    from passerelle.people.models import Person

Result = TypeVar("Result")


class Via(StrEnum):
    """The door an actor came through."""

    WEB = "web"
    MAIL = "mail"
    CLI = "cli"
    IMPORT = "import"
    SYSTEM = "system"
    FEED = "feed"


class Shape(NamedTuple):
    """What statements about an actor depend on besides ids."""

    is_system: bool
    is_present: bool
    is_guest: bool
    is_administrator: bool


@dataclass(slots=True, eq=False)
class Actor:
    """Person, door, organisation; made once per request, never kept longer.

    ``memo`` holds what was worked out for this actor during the request (readable communities
    for example); it dies with the actor, so rights are always read anew for the next request.
    """

    person: Person | None
    via: Via
    memo: dict[Callable[[Actor], Any], Any] = field(default_factory=dict)

    @property
    def person_id(self) -> int | None:
        """The primary key of the person, None for the system and the anonymous."""
        return self.person.pk if self.person is not None else None

    @property
    def own_id(self) -> int:
        """The same for lookups: 0 for those who are no person, which matches no row (None would match empty columns)."""
        return self.person_id or 0

    @property
    def is_system(self) -> bool:
        """Whether Passerelle itself acts (jobs, the importer, the command line)."""
        return self.via in {Via.SYSTEM, Via.IMPORT, Via.CLI} and self.person is None

    @property
    def is_present(self) -> bool:
        """Whether this is a person who may sign in today."""
        return self.person is not None and self.person.is_active and not self.person.has_ended

    @property
    def is_staff(self) -> bool:
        """Whether this is a present person of the home organisation."""
        return self.is_present and not self.is_guest

    @property
    def is_guest(self) -> bool:
        """Whether this is a present person of a partner organisation."""
        return self.is_present and self.person is not None and self.person.is_guest

    @property
    def is_administrator(self) -> bool:
        """Whether this person runs the installation."""
        return self.is_staff and self.person is not None and self.person.is_administrator

    def worked_out(self, function: Callable[[Actor], Result]) -> Result:
        """What a function says of this actor; asked once."""
        if function not in self.memo:
            self.memo[function] = function(self)
        return self.memo[function]  # type: ignore[no-any-return]

    @property
    def shape(self) -> Shape:
        """What statements about this actor look like; their values differ from person to person."""
        person = self.person
        if person is None:
            return Shape(self.is_system, False, False, False)
        if not person.is_active or person.has_ended:
            return Shape(False, False, False, False)
        return Shape(False, True, person.is_guest, person.is_administrator and not person.is_guest)

    def stand_in(self, slots: Slots, whole: Value) -> Actor:
        """An actor of the same shape whose ids are filled in when the statement is run."""
        return _AnyActor(self, slots, whole)


class _AnyActor(Actor):
    """Whoever of one shape a prepared statement is run for."""

    __slots__ = ("_facts", "_lists", "_own_id", "_slots", "_whole")

    def __init__(self, like: Actor, slots: Slots, whole: Value) -> None:
        super().__init__(None, like.via)
        self._facts = like.shape
        self._slots, self._whole = slots, whole
        self._own_id = slots.number(lambda arguments: whole(arguments).own_id)
        self._lists: dict[Callable[[Actor], Any], Any] = {}

    @property
    def person_id(self) -> int:
        return self._own_id

    @property
    def own_id(self) -> int:
        return self._own_id

    @property
    def is_system(self) -> bool:
        return self._facts.is_system

    @property
    def is_present(self) -> bool:
        return self._facts.is_present

    @property
    def is_guest(self) -> bool:
        return self._facts.is_guest

    @property
    def is_administrator(self) -> bool:
        return self._facts.is_administrator

    def worked_out(self, function: Callable[[Actor], Result]) -> Result:
        def value(arguments: tuple[Any, ...]) -> Any:
            return self._whole(arguments).worked_out(function)

        if function not in self._lists:
            self._lists[function] = self._slots.many(value)
        return cast(Result, self._lists[function])


def of_actor(function: Callable[[Actor], Result]) -> Callable[[Actor], Result]:
    """Work something out once for each actor, hence once for each request; in a prepared statement it is left open."""

    @wraps(function)
    def asked(actor: Actor) -> Result:
        return actor.worked_out(function)

    return asked


def person_actor(person: Person, via: Via = Via.WEB) -> Actor:
    """The actor for somebody signed in."""
    return Actor(person=person, via=via)


def anonymous_actor(via: Via = Via.WEB) -> Actor:
    """Somebody who has not signed in: sees nothing, may do nothing."""
    return Actor(person=None, via=via)


def system_actor(via: Via = Via.SYSTEM) -> Actor:
    """Passerelle itself; verbs record it as such."""
    return Actor(person=None, via=via)
