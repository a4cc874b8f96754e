"""What a move cannot express: how an adaptation differs."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from passerelle.kinds.innovation.practice.difference import difference
from passerelle.kinds.innovation.practice.lookup import find_origin, find_practice
from passerelle.people.middleware import PersonRequest


@login_required
@require_GET
def changes(request: PersonRequest, pid: str) -> HttpResponse:
    """What was changed, word by word."""
    contribution = find_practice(request.actor, pid)
    origin = find_origin(request.actor, contribution)
    parts = difference(request.actor, origin, contribution)
    context = {"contribution": contribution, "origin": origin, "parts": parts}
    return render(request, "kinds/practice/changes.html", context)
