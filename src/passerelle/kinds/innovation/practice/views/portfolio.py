"""All practices of a community beside all sites."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from passerelle.communities.models import Community
from passerelle.kinds.innovation.practice.portfolio.page import portfolio
from passerelle.people.middleware import PersonRequest


@login_required
@require_safe
def show(request: PersonRequest, pid: str) -> HttpResponse:
    """How each practice stands at each site."""
    community = get_object_or_404(Community.objects.readable_by(request.actor), pid=pid)
    return render(request, "kinds/practice/portfolio.html", portfolio(request.actor, community, request.GET))
