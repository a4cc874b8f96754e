"""The one source of the present moment, and of the zone a moment is told in."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.conf import settings
from django.utils import timezone

_told: ContextVar[datetime | None] = ContextVar("told", default=None)


def now() -> datetime:
    """Return the present moment, aware, in UTC."""
    return _told.get() or timezone.now()


@contextmanager
def as_of(moment: datetime) -> Iterator[None]:
    """Let the present be another moment while a history is told verb by verb: the demo organisation, and tests."""
    before = _told.set(moment)
    try:
        yield
    finally:
        _told.reset(before)


def zone(name: str) -> ZoneInfo:
    """Return the time zone somebody chose; that of the installation when they chose none, or one this machine does not know.

    Asks for the one, which is remembered: listing all that there are reads hundreds of files.
    """
    try:
        return ZoneInfo(name or settings.TIME_ZONE)
    except (ZoneInfoNotFoundError, ValueError, OSError):  # OSError: a folder of zones
        return ZoneInfo(settings.TIME_ZONE)


def week_start(where: ZoneInfo) -> datetime:
    """Return when this week began there: the first moment of Monday."""
    today = now().astimezone(where).date()
    return datetime.combine(today - timedelta(days=today.weekday()), time(), where)
