"""The search page, and what is suggested while one types."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from passerelle.lib.htmx import is_htmx, vary
from passerelle.people.middleware import PersonRequest
from passerelle.search.reading import search, suggest


@login_required
@require_GET
def show(request: PersonRequest) -> HttpResponse:
    """The page, or only its next results for endless scroll."""
    number = request.GET.get("page", "")
    page = search(request.actor, request.GET.get("q", ""), int(number) if number.isdecimal() and len(number) < 4 else 1)
    template = "search/results.html" if is_htmx(request) and number else "search/page.html"
    return vary(render(request, template, {"found": page, "search_text": page.typed.text}))


@login_required
@require_GET
def suggestions(request: PersonRequest) -> HttpResponse:
    """Options for the palette: a piece of HTML."""
    return render(request, "search/suggestions.html", {"suggestions": suggest(request.actor, request.GET.get("q", ""))})
