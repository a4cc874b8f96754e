"""Which lines a gesture is about."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet

from passerelle.journal.actor import Actor
from passerelle.lib.clock import now
from passerelle.notifications.boxes import box_of
from passerelle.notifications.grouping import members
from passerelle.notifications.models import Notice
from passerelle.notifications.reading import notices


def chosen(actor: Actor, data: Mapping[str, Any]) -> QuerySet[Notice]:
    """The actor's own lines that a form names, with all that stands behind those that are whole groups."""
    box, moment = box_of(data["show"]), now()
    named = data["shown"] if data["everything"] else data["line"]
    heads = list(box.lines(actor, moment).filter(pk__in=named)) if named else []
    behind = members(actor, heads, box, moment) if heads else []
    return notices(actor).filter(pk__in=[*behind, *data["one"]])
