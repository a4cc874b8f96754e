"""Addresses of pages by name, for those that are written a hundred times on one page."""

from __future__ import annotations

import re
from functools import lru_cache

from django.urls import NoReverseMatch, reverse

_SIMPLE = re.compile(r"[A-Za-z0-9_-]+").fullmatch


def address(name: str, *args: str) -> str:
    """What ``django.urls.reverse`` answers; the work is done once for each name, public ids and slugs are put in afterwards.

    Passerelle stands at the root of its host, so an address is the same in every request. Raises NoReverseMatch as it does.
    """
    pattern = _pattern(name, len(args))
    if pattern is None or not all(map(_SIMPLE, args)):
        return reverse(name, args=args or None)
    return pattern % args


@lru_cache(maxsize=1024)
def _pattern(name: str, count: int) -> str | None:
    """The address with a gap for each argument; None when one of them is no plain text."""
    gaps = [f"gap-{number}-gap" for number in range(count)]
    try:
        found = reverse(name, args=gaps or None).replace("%", "%%")
    except NoReverseMatch:
        return None
    for gap in gaps:
        found = found.replace(gap, "%s")
    return found
