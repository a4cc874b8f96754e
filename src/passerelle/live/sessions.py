"""Which sessions are over: nothing tells of the end of one, so whoever holds a stream open asks."""

from __future__ import annotations

from collections.abc import Collection

from django.contrib.sessions.models import Session

from passerelle.lib.clock import now
from passerelle.lib.portions import portions

PORTION = 500


def ended(keys: Collection[str]) -> set[str]:
    """Those of these sessions whose people signed out, here or elsewhere."""
    lasting: set[str] = set()
    for part in portions(sorted(keys), PORTION):
        rows = Session.objects.filter(session_key__in=part, expire_date__gt=now())
        lasting.update(rows.values_list("session_key", flat=True))
    return set(keys) - lasting
