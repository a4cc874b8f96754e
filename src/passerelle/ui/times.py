"""Moments as people say them."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import lru_cache

from django.utils import formats, timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext, ngettext

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


def ago(moment: datetime, now: datetime | None = None) -> SafeString:
    """Return a `<time>`: relative up to a week, then the date in the reader's format; the exact moment as its title."""
    local = timezone.localtime(moment)
    exact = _first(formats.date_format(local, "DATETIME_FORMAT"))
    words = _distance(moment, now or timezone.now())
    if words is None:
        return format_html('<time datetime="{}" title="{}">{}</time>', moment.isoformat(), exact, _day(local))
    return format_html('<time datetime="{}" title="{}" data-ago>{}</time>', moment.isoformat(), exact, words)


def age(moment: datetime, now: datetime) -> str:
    """Changes whenever the words of ``ago`` may, within a year: by the minute, the hour or the day while they count."""
    gone = now - moment
    if gone < HOUR:
        return f"{gone // MINUTE} min" if gone >= timedelta(seconds=-30) else "ahead"
    if gone < DAY:
        return f"{gone // HOUR} h"
    if gone < 8 * DAY:
        return f"{_days(moment, now)} d"
    return "long ago"


def dateformat(moment: date, style: str = "DATE_FORMAT") -> str:
    """Return a day or moment in one of Django's localised formats, moments in the reader's time zone."""
    local = timezone.localtime(moment) if isinstance(moment, datetime) and timezone.is_aware(moment) else moment
    return _first(formats.date_format(local, style))


def _first(words: str) -> str:
    """French writes the first of a month as an ordinal."""
    return (
        words.replace("1 ", "1er ", 1) if words.startswith("1 ") and (get_language() or "").startswith("fr") else words
    )


def _distance(moment: datetime, now: datetime) -> str | None:
    """The distance in words, None beyond a week or in the future; the same words as Intl.RelativeTimeFormat's."""
    gone = now - moment
    if not timedelta(seconds=-30) <= gone < 7 * DAY:
        return None
    if gone < MINUTE:
        return gettext("just now")
    if gone < HOUR:
        return ngettext("%(count)s minute ago", "%(count)s minutes ago", gone // MINUTE) % {"count": gone // MINUTE}
    if gone < DAY:
        return ngettext("%(count)s hour ago", "%(count)s hours ago", gone // HOUR) % {"count": gone // HOUR}
    days = _days(moment, now)
    if days == 1:
        return gettext("yesterday")
    return ngettext("%(count)s day ago", "%(count)s days ago", days) % {"count": days} if days < 7 else None  # a week


def _days(moment: datetime, now: datetime) -> int:
    """How many days of the reader's calendar lie between: yesterday ends at midnight, not after 48 hours."""
    return max(1, (timezone.localtime(now).date() - timezone.localtime(moment).date()).days)


def _day(local: datetime) -> str:
    """A day; without its year when that is the present one."""
    this_year = local.year == timezone.localtime().year
    return _formatted(local.date(), "MONTH_DAY_FORMAT" if this_year else "DATE_FORMAT", get_language())


@lru_cache(maxsize=4096)  # a page of replies shows a few days many times
def _formatted(day: date, style: str, language: str | None) -> str:
    return _first(formats.date_format(day, style))
