"""Feeds as pages and as parts of pages."""

from __future__ import annotations

from passerelle.lib.htmx import asks_for_more, is_htmx
from passerelle.people.middleware import PersonRequest


def part_of_feed(request: PersonRequest) -> str | None:
    """The template for the part of a feed a script asks for: what follows, or what is new; None for the whole page."""
    if is_htmx(request) and request.GET.get("newer"):
        return "contributions/partials/newer.html"
    return "web/feed.html" if asks_for_more(request) else None
