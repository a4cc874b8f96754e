"""Bylines: who wrote something, as shown beside it to one reader."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from passerelle.journal.actor import Actor
from passerelle.lib.prepared import prepared
from passerelle.lib.reversing import address
from passerelle.lib.text import initials
from passerelle.people.models import Person

WRITTEN_BY = (
    "author__pid",
    "author__name",
    "author__photo",
    "author__unit_id",
    "author__unit__name",
    "author__site__name",
)
"""What ``byline`` reads of a row, under the prefix ``author__``."""


@dataclass(frozen=True, slots=True)
class Byline:
    """Who wrote something, as shown beside it; a former colleague keeps no name."""

    name: str
    url: str
    unit_id: int | None
    unit: str
    site: str
    photo_url: str | None

    @property
    def initials(self) -> str:
        """What stands for the picture."""
        return initials(self.name)


def strangers(actor: Actor, pids: Iterable[str | None]) -> frozenset[str]:
    """Those among these public ids whom the reader may not meet: a guest reads what they wrote without their name.

    Staff meet everybody, which costs no query.
    """
    wanted = frozenset() if actor.is_staff or actor.is_system else frozenset(pid for pid in pids if pid)
    return wanted.difference(_met(actor, wanted)) if wanted else wanted


@prepared
def _met(actor: Actor, pids: Collection[str]) -> QuerySet[Person, str]:
    return Person.objects.visible_to(actor).filter(pid__in=pids).order_by().values_list("pid", flat=True)


def byline(row: dict[str, Any], prefix: str, unknown: Collection[str] = ()) -> Byline | None:
    """The byline from a values() row whose person columns start with ``prefix``; nobody of ``unknown`` is named."""
    pid = row[f"{prefix}pid"]
    if pid is None:
        return None
    if pid in unknown:
        return Byline(name=_("Somebody"), url="", unit_id=None, unit="", site="", photo_url=None)
    return Byline(
        name=row[f"{prefix}name"],
        url=address("person", pid),
        unit_id=row[f"{prefix}unit_id"],
        unit=row[f"{prefix}unit__name"] or "",
        site=row[f"{prefix}site__name"] or "",
        photo_url=_photo_url(pid, row[f"{prefix}photo"]),
    )


def _photo_url(pid: str, photo: str) -> str | None:
    """Where a person's picture is; its stored name makes a new picture a new address."""
    return f"{address('photo', pid)}?v={photo[-12:]}" if photo else None
