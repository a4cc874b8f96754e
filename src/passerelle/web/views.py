"""Pages across modules."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from passerelle.communities import actions as communities
from passerelle.communities.models import Community
from passerelle.communities.reading import joined_ids
from passerelle.contributions.reading.cursors import parse_cursor
from passerelle.lib.htmx import is_htmx, vary
from passerelle.people.middleware import PersonRequest
from passerelle.web import home as home_page
from passerelle.web import waiting as waiting_page
from passerelle.web.feeds import part_of_feed


@login_required
@require_GET
def home(request: PersonRequest) -> HttpResponse:
    """The three bands; with ``cursor`` only the next cards, with ``newer`` only those that came since."""
    context = home_page.context(request.actor, request.GET)
    return vary(render(request, part_of_feed(request) or "web/home.html", context))


@login_required
@require_GET
def me(request: PersonRequest) -> HttpResponse:
    """The phone's last tab: everything that is about oneself."""
    return render(request, "web/me.html")


@login_required
@require_GET
def waiting(request: PersonRequest) -> HttpResponse:
    """What needs a decision of this person."""
    return render(request, "web/waiting.html", waiting_page.context(request.actor))


@login_required
@require_POST
def seen(request: PersonRequest) -> HttpResponse:
    """Move the unread line of every community of one's own to the newest card shown."""
    shown = parse_cursor(request.POST.get("newest", ""))
    mine = Community.objects.readable_by(request.actor).filter(pk__in=joined_ids(request.actor))
    for community in mine:
        communities.seen(community, by=request.actor, until=shown[0] if shown else None)
    return HttpResponse(status=204) if is_htmx(request) else redirect("home")
