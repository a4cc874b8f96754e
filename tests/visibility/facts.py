"""What is in the database, as plain records read with plain SQL: nothing of the product's own reading takes part."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

from django.db import connection


@dataclass(frozen=True, slots=True)
class Someone:
    """A person, as far as rights go."""

    id: int
    pid: str
    is_active: bool
    is_guest: bool
    is_administrator: bool
    is_imported: bool
    until: date | None


@dataclass(frozen=True, slots=True)
class Place:
    """A community, as far as rights go."""

    id: int
    pid: str
    visibility: str
    open_to_partners: bool
    is_archived: bool


@dataclass(frozen=True, slots=True)
class Thing:
    """A contribution, as far as rights go."""

    id: int
    pid: str
    author: int | None
    home: int
    standing: str
    reach: str
    merged_into: int | None


@dataclass(frozen=True, slots=True)
class Text:
    """A body or a reply, as far as rights go."""

    id: int
    pid: str
    thing: int
    author: int | None
    is_body: bool
    standing: str


@dataclass(frozen=True, slots=True)
class File:
    """An attachment, as far as rights go."""

    id: int
    pid: str
    owner: int | None
    text: int | None


@dataclass(frozen=True, slots=True)
class Line:
    """How far a member has read in a community, and whether they want to hear nothing of it."""

    seen_at: datetime
    is_muted: bool


@dataclass(slots=True)
class Facts:
    """Everything the rule asks."""

    people: dict[int, Someone] = field(default_factory=dict)
    places: dict[int, Place] = field(default_factory=dict)
    things: dict[int, Thing] = field(default_factory=dict)
    texts: dict[int, Text] = field(default_factory=dict)
    files: dict[int, File] = field(default_factory=dict)
    roles: dict[tuple[int, int], str] = field(default_factory=dict)  # person, place → role
    lines: dict[tuple[int, int], Line] = field(default_factory=dict)  # person, place → how far they have read
    placed: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))  # thing → places
    listed: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))  # place → things in its feed
    placed_at: dict[tuple[int, int], tuple[datetime, int]] = field(
        default_factory=dict
    )  # thing, place → when, and then which
    involved: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))  # thing → people, today


def read() -> Facts:
    """The facts of this moment."""
    found = Facts()
    people = "id, pid, is_active, is_guest, is_administrator, is_imported, access_until"
    for pk, pid, active, guest, administrator, imported, until in rows("people_person", people):
        end = date.fromisoformat(until) if isinstance(until, str) else until
        found.people[pk] = Someone(pk, pid, bool(active), bool(guest), bool(administrator), bool(imported), end)
    for pk, pid, visibility, partners, archived in rows(
        "communities_community", "id, pid, visibility, open_to_partners, archived_at"
    ):
        found.places[pk] = Place(pk, pid, visibility, bool(partners), archived is not None)
    found.things = {
        row[0]: Thing(*row)
        for row in rows("contributions_contribution", "id, pid, author_id, home_id, standing, reach, merged_into_id")
    }
    for pk, pid, thing, author, is_body, standing in rows(
        "contributions_post", "id, pid, contribution_id, author_id, is_body, standing"
    ):
        found.texts[pk] = Text(pk, pid, thing, author, bool(is_body), standing)
    found.files = {row[0]: File(*row) for row in rows("contributions_attachment", "id, pid, owner_id, post_id")}
    for person, place, role, seen, muted in rows(
        "communities_membership", "person_id, community_id, role, seen_at, muted"
    ):
        found.roles[person, place] = role
        found.lines[person, place] = Line(_moment(seen), bool(muted))
    for pk, thing, place, at, is_listed in rows(
        "contributions_placement", "id, contribution_id, community_id, placed_at, listed"
    ):
        found.placed[thing].add(place)
        found.placed_at[thing, place] = _moment(at), pk
        if is_listed:
            found.listed[place].add(thing)
    for thing, person, ended in rows("contributions_involvement", "contribution_id, person_id, ended_at"):
        if ended is None:
            found.involved[thing].add(person)
    return found


def rows(table: str, columns: str) -> Iterator[tuple[Any, ...]]:
    """Every row of a table."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {columns} FROM {table} ORDER BY 1")
        yield from cursor.fetchall()


def _moment(value: datetime | str) -> datetime:
    """SQLite keeps moments as words, in UTC."""
    return datetime.fromisoformat(value).replace(tzinfo=UTC) if isinstance(value, str) else value
