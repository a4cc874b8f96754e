"""Error pages: what happened, what was kept, what to do. A hidden page and a missing one are the same bytes."""

from __future__ import annotations

import errno
import sys
from collections.abc import Sequence

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from passerelle.journal.decision import Refused
from passerelle.lib.sent_words import sent_words

NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS)
READ_ONLY = "25006"  # PostgreSQL: a replica that was not promoted yet


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400; 413 for a form that holds more than we take."""
    if isinstance(exception, RequestDataTooBig | TooManyFieldsSent | TooManyFilesSent):
        return too_large(request)
    return _page(
        request, 400, _("This request could not be understood"), _("Go back, reload the page, and try once more.")
    )


def too_large(request: HttpRequest) -> HttpResponse:
    """413: the form was not read, so the page cannot show what was in it; the browser still holds it."""
    megabytes = settings.DATA_UPLOAD_MAX_MEMORY_SIZE // 1024 // 1024
    text = _(
        "Nothing was saved: a form holds at most %(limit)s MB. Go back: what you typed is still there. Send less of it."
    )
    return _page(request, 413, _("This is too much at once"), text % {"limit": megabytes})


def refused(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403, with the rule's own sentence."""
    reason = (
        str(exception.reason)
        if isinstance(exception, Refused) and exception.reason
        else _("You are not allowed to do this.")
    )
    return _page(request, 403, _("This is not possible"), reason, kept=sent_words(request), back=_whole(request))


def missing(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404."""
    return _page(
        request,
        404,
        _("There is nothing here"),
        _("The page does not exist, or it is not open to you. Search may find what you look for."),
        kept=sent_words(request),
    )


def signed_out(request: HttpRequest) -> HttpResponse:
    """401 for a form of somebody whose session ended while they wrote."""
    text = _("Nothing was saved. Copy what you typed, sign in, and send it once more.")
    answer = _page(request, 401, _("You are no longer signed in"), text, kept=sent_words(request))
    answer["WWW-Authenticate"] = "Cookie"  # RFC 9110 wants a scheme named; browsers ignore one they do not know
    return answer


def broken(request: HttpRequest) -> HttpResponse:
    """500, or 503 when the database or the disk said no; it asks the database nothing, which may be what broke."""
    request.is_broken = True  # type: ignore[attr-defined]  # read by the context of the page
    if _is_outage(sys.exc_info()[1]):
        return _unavailable(request)
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


def _is_outage(error: BaseException | None) -> bool:
    """Whether nothing is wrong with the code: the database does not answer or takes no writes, or there is no room."""
    if isinstance(error, OSError):
        return error.errno in NO_ROOM
    read_only = getattr(error.__cause__, "sqlstate", "") == READ_ONLY if error else False
    return read_only or isinstance(error, OperationalError | InterfaceError)


def _unavailable(request: HttpRequest) -> HttpResponse:
    answer = _page(
        request,
        503,
        _("This is not possible right now"),
        _(
            "The server does not reach its database, or has no room to write. Nothing was changed. Go back: what you typed is still "
            "there. Send it again in a few minutes."
        ),
        kept=sent_words(request),
    )
    answer["Retry-After"] = "60"
    return answer


def _whole(request: HttpRequest) -> str:
    """The page of the contribution whose part was asked for, as its address names it; whether it is there is said by that page."""
    at = request.resolver_match
    within = at is not None and at.route.startswith("c/<slug:pid>/") and at.url_name != "contribution"
    return reverse("contribution", args=[at.kwargs["pid"], "-"]) if at is not None and within else ""


def _page(
    request: HttpRequest, status: int, title: str, text: str, *, kept: Sequence[str] = (), back: str = ""
) -> HttpResponse:
    answer: HttpResponse
    if request.headers.get("Accept") == "application/json":  # a script asks: the editor, which shows the sentence
        answer = JsonResponse({"error": f"{title}. {text}"}, status=status)
    else:
        context = {"status": status, "title": title, "text": text, "sent": kept, "back": back}
        answer = render(request, "error.html", context, status=status)
    answer["Cache-Control"] = "no-store"
    return answer
