"""A table of signals: one row each, checked, since what is outside is not believed."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

from django.db.models import Q, TextChoices
from django.utils import timezone

from passerelle.contributions.actions.imported import TITLE_LENGTH
from passerelle.contributions.writing import SOURCE_LENGTH
from passerelle.exchange.importers.refusal import ImportRefused
from passerelle.kinds.innovation.signal.models import Signal
from passerelle.kinds.innovation.signal.personal import personal
from passerelle.lib.clock import now
from passerelle.lib.text import one_line
from passerelle.people.models import Person, Site
from passerelle.people.names import folded
from passerelle.people.tables.reading import Row, Unreadable, read_table

COLUMNS = {
    "text": ("words", "remark"),
    "sort": ("type",),
    "title": (),
    "customer": (),
    "urgency": (),
    "site": ("where",),
    "author": ("email",),
    "date": ("on",),
    "topics": ("topic",),
    "id": ("key",),
}
REQUIRED = ("text", "sort")
MOST_TOPICS, TOPIC_LENGTH = 10, 60
EARLIEST = date(1990, 1, 1)


@dataclass(frozen=True, slots=True)
class Remark:
    """One signal of the table; ``key`` tells it from all others, ``at`` is nothing where the table says no day."""

    line: int
    key: str
    title: str
    text: str
    at: datetime | None
    author_id: int | None
    topics: tuple[str, ...]
    details: Mapping[str, Any]


@dataclass(slots=True)
class Sheet:
    """What was read; by line, what is wrong, which texts seem to say who somebody is, and what has to be cut."""

    remarks: list[Remark] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    personal: list[str] = field(default_factory=list)
    shortened: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def rows(self) -> int:
        """All of them."""
        return len(self.remarks) + len(self.wrong)


class Wrong(Exception):
    """The message is what the report says of a row."""


def read_sheet(path: Path) -> Sheet:
    """Every row; raises ImportRefused when the table as a whole cannot be read or has no row."""
    try:
        table = read_table(path.read_bytes(), columns=COLUMNS, required=REQUIRED)
    except OSError as error:
        raise ImportRefused(f"{path} cannot be opened: {error.strerror or error}.") from error
    except Unreadable as error:
        raise ImportRefused(f"{path.name}: {error}") from error
    if not table.rows:
        raise ImportRefused(f"{path.name} has a first line with the columns, and nothing below it.")
    sheet, reader = Sheet(notes=table.notes), _Reader(table.rows)
    for row in table.rows:
        try:
            remark = reader.read(row)
        except Wrong as wrong:
            sheet.wrong.append(f"line {row.line}: {wrong}")
            continue
        sheet.remarks.append(remark)
        if found := personal(f"{remark.title}\n{remark.text}"):
            sheet.personal.append(f"line {row.line}: {', '.join(found[:3])}")
        if len(remark.text) > SOURCE_LENGTH or len(remark.title) > TITLE_LENGTH:
            sheet.shortened.append(f"line {row.line}")
    return sheet


class _Reader:
    """Reads rows; who and where is looked up once for all of them."""

    def __init__(self, rows: list[Row]) -> None:
        named = {row["author"].lower() for row in rows} - {""}
        found = Person.objects.filter(Q(email__in=named) | Q(staff_number__in={row["author"] for row in rows} - {""}))
        self._people: dict[str, int] = {}
        for person in found.filter(is_active=True):
            self._people |= {key.lower(): person.pk for key in (person.email, person.staff_number) if key}
        sites = list(Site.objects.all())
        self._sites = {folded(name): site.pk for site in sites for name in (site.name, site.slug)}
        self._seen: Counter[str] = Counter()

    def read(self, row: Row) -> Remark:
        """The signal of a row; raises Wrong."""
        if row.is_ragged:
            raise Wrong("it has more cells than the first line: is a text with commas without quotation marks?")
        if not one_line(row["text"]):
            raise Wrong("the column text is empty: say what was said or seen")
        return Remark(
            line=row.line,
            key=self._key(row),
            title=one_line(row["title"]),
            text=row["text"],
            at=_moment(row["date"]),
            author_id=self._known(self._people, row["author"].lower(), "person", row["author"]),
            topics=_topics(row["topics"]),
            details={
                "sort": _choice(Signal.Sort, row["sort"], "sort"),
                "customer": _choice(Signal.Customer, row["customer"], "customer") if row["customer"] else "",
                "urgency": _choice(Signal.Urgency, row["urgency"], "urgency") if row["urgency"] else "calm",
                "site_id": self._known(self._sites, folded(row["site"]), "site", row["site"]),
            },
        )

    def _key(self, row: Row) -> str:
        """Its own id, else all it says: of rows that say the same each is one."""
        said = row["id"] or hashlib.sha256("\x1f".join(row[column] for column in COLUMNS).encode()).hexdigest()
        self._seen[said] += 1
        if row["id"] and self._seen[said] > 1:
            raise Wrong(f"a row before it has the id {one_line(said, 40)!r}")
        return f"{'id' if row['id'] else 'row'}:{said}:{self._seen[said]}"

    def _known(self, known: Mapping[str, int], key: str, noun: str, typed: str) -> int | None:
        if not typed:
            return None
        if key not in known:
            raise Wrong(f"no {noun} {one_line(typed, 60)!r} is known here")
        return known[key]


def _choice(choices: type[TextChoices], typed: str, column: str) -> str:
    """A value, or the words that stand for it on pages."""
    known = {folded(name): str(one.value) for one in choices for name in (str(one.value), str(one.label))}
    if folded(typed) not in known:
        raise Wrong(f"{column} is {one_line(typed, 40)!r}: it is one of {', '.join(choices.values)}")
    return known[folded(typed)]


def _moment(typed: str) -> datetime | None:
    """Noon of a day, where no hour is told."""
    if not typed:
        return None
    try:
        moment = datetime.fromisoformat(typed)
    except ValueError:
        raise Wrong(f"date is {one_line(typed, 40)!r}: write it like 2026-03-31") from None
    if moment.time() == time(0):
        moment = moment.replace(hour=12)
    if moment.tzinfo is None:
        moment = timezone.make_aware(moment)
    if not moment.date() >= EARLIEST or moment.astimezone(UTC).date() > now().date():
        raise Wrong(f"date is {typed}, which cannot be: it lies before {EARLIEST.year} or in the future")
    return min(moment, now())


def _topics(typed: str) -> tuple[str, ...]:
    names = [one_line(one, TOPIC_LENGTH) for one in typed.replace(";", ",").split(",")]
    return tuple(dict.fromkeys(name for name in names if name))[:MOST_TOPICS]
