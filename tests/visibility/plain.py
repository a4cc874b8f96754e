"""The addresses of the site, with a bare page for what is missing: thousands of doors are knocked at, most stay shut.

The real page of what is missing is looked at in ``test_hidden_is_missing``.
"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from passerelle.urls import handler400, handler403, handler500, urlpatterns

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]

handler404 = "visibility.plain.missing"


def missing(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404."""
    return HttpResponse("missing", status=404)
