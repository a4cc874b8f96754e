"""Answers that differ when htmx asks: a part instead of a page."""

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers


def is_htmx(request: HttpRequest) -> bool:
    """Whether htmx asks for a part; when it restores a page from history it needs the whole of it."""
    return request.headers.get("HX-Request") == "true" and request.headers.get("HX-History-Restore-Request") != "true"


def asks_for_more(request: HttpRequest) -> bool:
    """Whether htmx asks for the rows of a list that follow, and not for the page around them."""
    return is_htmx(request) and bool(request.GET.get("cursor"))


def vary(response: HttpResponse) -> HttpResponse:
    """Keep a cache or the back button from showing a part where a page was asked for, and the reverse."""
    patch_vary_headers(response, ["HX-Request"])
    return response
