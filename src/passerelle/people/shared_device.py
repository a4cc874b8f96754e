"""A tablet on the shop floor: a short session that leaves nothing behind."""

from __future__ import annotations

from datetime import timedelta

from django.http import HttpRequest, HttpResponse

from passerelle.lib.clock import now

KEY = "shared_until"
PAUSE = timedelta(minutes=15)


def begin(request: HttpRequest) -> None:
    """Mark the session: it ends with the browser, or after a quarter of an hour without a word."""
    request.session[KEY] = (now() + PAUSE).timestamp()
    request.session.set_expiry(0)


def is_shared(request: HttpRequest) -> bool:
    """Whether this session lives on a device others use too."""
    return KEY in request.session


def is_over(request: HttpRequest) -> bool:
    """Whether nothing was sent for too long."""
    return is_shared(request) and request.session[KEY] < now().timestamp()


def prolong(request: HttpRequest) -> None:
    """Whoever writes is still there; reading does not count, because reading writes nothing."""
    if request.method not in {"GET", "HEAD", "OPTIONS"}:
        request.session[KEY] = (now() + PAUSE).timestamp()


def leave_nothing(response: HttpResponse, *, ended: bool) -> None:
    """Keep pages out of the browser's memory, and empty it when the session ended."""
    response["Cache-Control"] = "no-store"
    if ended:
        response["Clear-Site-Data"] = '"cache", "storage"'
