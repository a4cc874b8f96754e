"""The page of who knows about something, and the block of it beside search results."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from passerelle.lib.htmx import is_htmx, vary
from passerelle.matching.knowing.reading import topics_known
from passerelle.matching.knowing.reading import who_knows as read
from passerelle.matching.knowing.written import written
from passerelle.people.middleware import PersonRequest


@login_required
@require_GET
def who_knows(request: PersonRequest) -> HttpResponse:
    """GET with words or a topic: who agreed to be asked, and what was written about it; without: on what one may ask somebody."""
    known = read(request.actor, request.GET.get("q", ""), request.GET.get("topic", "")[:20])
    if is_htmx(request):
        return vary(render(request, "matching/knowing/block.html", {"known": known}))
    topics = [] if known.people else topics_known(request.actor)
    context = {"known": known, "topics": topics, "written": written(request.actor, known)}
    return vary(render(request, "matching/knowing/page.html", context))
