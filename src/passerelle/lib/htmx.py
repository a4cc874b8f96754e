"""Answers that differ when htmx asks: a part instead of a page, a soft move instead of a redirect."""

import json

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.cache import patch_vary_headers


def is_htmx(request: HttpRequest) -> bool:
    """Whether htmx asks for a part; when it restores a page from history it needs the whole of it."""
    return request.headers.get("HX-Request") == "true" and request.headers.get("HX-History-Restore-Request") != "true"


def go(request: HttpRequest, url: str) -> HttpResponse:
    """Send the reader to another page: htmx loads it without a full reload, a plain form is redirected."""
    if is_htmx(request):
        # As JSON, because a bare address with a comma in it would be read as options.
        return vary(HttpResponse(status=204, headers={"HX-Location": json.dumps({"path": url})}))
    return vary(HttpResponseRedirect(url))


def vary(response: HttpResponse) -> HttpResponse:
    """Keep a cache or the back button from showing a part where a page was asked for, and the reverse."""
    patch_vary_headers(response, ["HX-Request"])
    return response
