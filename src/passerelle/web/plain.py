"""What comes is text: UTF-8, without NUL, which no person types and which PostgreSQL refuses in every statement."""

from __future__ import annotations

import codecs
from collections.abc import Callable

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, QueryDict

Next = Callable[[HttpRequest], HttpResponse]
UNDERSTOOD = ("utf-8", "ascii")


class PlainHeadMiddleware:
    """A cookie that holds NUL is none, and texts are in UTF-8; stands before the session and the form are looked at."""

    def __init__(self, get_response: Next) -> None:
        """Keep the next handler."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Look closer only where a cookie spells unusual characters."""
        if "\\" in request.META.get("HTTP_COOKIE", ""):
            request.COOKIES = {name: value for name, value in request.COOKIES.items() if "\0" not in value}
        if said := request.encoding:
            # Python knows encodings that read no text; the public setter would ask this one to read the query first.
            request._encoding = None  # type: ignore[attr-defined]  # Django's own
            if codecs.lookup(said).name not in UNDERSTOOD:
                raise BadRequest
        return self.get_response(request)


class PlainMiddleware:
    """Queries and forms go on without it; stands where a form that is too large can be refused in the reader's language."""

    def __init__(self, get_response: Next) -> None:
        """Keep the next handler."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Look at what came, and put something else in its place only where there was one."""
        if "%00" in request.META.get("QUERY_STRING", ""):
            request.GET = _plain(request.GET)  # type: ignore[assignment]  # immutable, as the other was
        if request.method == "POST" and any(
            "\0" in text for pair in request.POST.lists() for text in (pair[0], *pair[1])
        ):
            request.POST = _plain(request.POST)  # type: ignore[assignment]  # the same
        return self.get_response(request)


def _plain(sent: QueryDict) -> QueryDict:
    made = QueryDict(mutable=True)
    for name, values in sent.lists():
        made.setlist(name.replace("\0", ""), [value.replace("\0", "") for value in values])
    made._mutable = False
    return made
