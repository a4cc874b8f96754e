"""Actor: a person and how they came, the only thing verbs and querysets accept."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # the person's class lives one level up; at run time an actor only holds the row
    from passerelle.people.models import Person


class Via(StrEnum):
    """The door an actor came through."""

    WEB = "web"
    CLI = "cli"
    IMPORT = "import"
    SYSTEM = "system"


@dataclass(slots=True, eq=False)
class Actor:
    """Person, door, organisation; made once per request, never kept longer.

    ``memo`` holds what was worked out for this actor during the request (readable communities
    for example); it dies with the actor, so rights are always read anew for the next request.
    """

    person: Person | None
    via: Via
    memo: dict[str, Any] = field(default_factory=dict)

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
        return self.is_present and self.person is not None and not self.person.is_guest

    @property
    def is_guest(self) -> bool:
        """Whether this is a present person of a partner organisation."""
        return self.is_present and self.person is not None and self.person.is_guest

    @property
    def is_administrator(self) -> bool:
        """Whether this person runs the installation."""
        return self.is_staff and self.person is not None and self.person.is_administrator


def person_actor(person: Person, via: Via = Via.WEB) -> Actor:
    """The actor for somebody signed in."""
    return Actor(person=person, via=via)


def anonymous_actor(via: Via = Via.WEB) -> Actor:
    """Somebody who has not signed in: sees nothing, may do nothing."""
    return Actor(person=None, via=via)


def system_actor(via: Via = Via.SYSTEM) -> Actor:
    """Passerelle itself; verbs record it as such."""
    return Actor(person=None, via=via)
