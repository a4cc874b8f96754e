"""Error pages: what happened, what was kept, what to do. A hidden page and a missing one are the same bytes."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from passerelle.journal.decision import Refused


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400."""
    return _page(
        request, 400, _("This request could not be understood"), _("Go back, reload the page, and try once more.")
    )


def refused(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403, with the rule's own sentence."""
    reason = (
        str(exception.reason)
        if isinstance(exception, Refused) and exception.reason
        else _("You are not allowed to do this.")
    )
    return _page(request, 403, _("This is not possible"), reason)


def missing(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404."""
    return _page(
        request,
        404,
        _("There is nothing here"),
        _("The page does not exist, or it is not open to you. Search may find what you look for."),
    )


def broken(request: HttpRequest) -> HttpResponse:
    """500; it asks the database nothing, which may be what broke."""
    request.is_broken = True  # type: ignore[attr-defined]  # read by the context of the page
    return _page(
        request,
        500,
        _("Something broke on our side"),
        _("Nothing you sent before is lost. Try again in a moment; the administrator can see what happened."),
    )


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form that was open too long; the browser still holds what was typed."""
    return _page(
        request,
        403,
        _("This form was open for too long"),
        _("Go back: what you typed is still there. Reload, then send it again."),
    )


def _page(request: HttpRequest, status: int, title: str, text: str) -> HttpResponse:
    answer = render(request, "error.html", {"status": status, "title": title, "text": text}, status=status)
    answer["Cache-Control"] = "no-store"
    return answer
