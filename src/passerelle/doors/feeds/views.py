"""HTTP of feeds: whoever knows the address reads as its owner, without a session; nothing is written."""

from __future__ import annotations

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from passerelle.doors.feeds.atom import atom_feed
from passerelle.doors.feeds.calendar import calendar_file
from passerelle.doors.feeds.serving import serve


@require_safe
def calendar(request: HttpRequest, token: str) -> HttpResponse:
    """The owner's dates."""
    return serve(request, token, calendar_file, "text/calendar", "calendar.ics")


@require_safe
def atom(request: HttpRequest, token: str) -> HttpResponse:
    """What the owner follows; with ``before`` what is older."""
    make = partial(atom_feed, before=request.GET.get("before", ""))
    return serve(request, token, make, "application/atom+xml", "feed.atom")
