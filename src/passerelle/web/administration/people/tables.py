"""A table somebody wants to read in: what it would do, or why it cannot be read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

from django.core.files.base import File
from django.utils.translation import gettext as _

from passerelle.people.tables import LARGEST, Plan, Table, Unreadable
from passerelle.people.tables.samples import TABLES, TableSort


@dataclass(frozen=True, slots=True)
class Preview:
    """What was sent so far: nothing, a table that cannot be read, or one with its plan."""

    sort: TableSort | None = None
    table: Table | None = None
    plan: Plan | None = None
    unreadable: str = ""

    @classmethod
    def of(cls, slug: str, sent: File[bytes] | str) -> Self:
        """Read a file, or the text that an earlier look gave back."""
        sort = TABLES.get(slug)
        if sort is None:
            return cls(unreadable=_("Say first whether it holds units, sites or people."))
        try:
            table = sort.read(sent.encode() if isinstance(sent, str) else _content(sent))
        except Unreadable as error:
            return cls(sort, unreadable=str(error))
        return cls(sort, table, sort.plan(table))


def _content(file: File[bytes]) -> bytes:
    if (file.size or 0) > LARGEST:
        raise Unreadable(_("This file is larger than %(limit)s MB.") % {"limit": LARGEST // 1024 // 1024})
    return bytes(file.read())
