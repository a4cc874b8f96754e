"""What a drill knows of the installation it was given."""

from __future__ import annotations

from dataclasses import dataclass

ADMINISTRATOR = "sam@orsel.example"
PASSWORD = "a footbridge at dusk"


@dataclass(frozen=True, slots=True)
class World:
    """Public ids and session keys; the first of ``people``, with the first session, is steward and administrator."""

    community: str
    conversations: list[str]
    bodies: list[str]
    people: list[str]
    sessions: list[str]
