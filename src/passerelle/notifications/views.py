"""HTTP of the inbox. Opening something writes nothing: reading is said with a POST, by the page or by a button."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from passerelle.contributions.actions import follow
from passerelle.contributions.lookup import find_contribution
from passerelle.contributions.models import Follow
from passerelle.contributions.views.answers import back_to
from passerelle.lib.htmx import is_htmx, vary
from passerelle.notifications import actions
from passerelle.notifications.inbox import context
from passerelle.notifications.lines import RELATED, target
from passerelle.notifications.models import Notice
from passerelle.notifications.reading import notices, unread_count
from passerelle.people.middleware import PersonRequest


@login_required
@require_GET
def inbox(request: PersonRequest) -> HttpResponse:
    """What reached somebody; with ``cursor`` only the next lines."""
    partial = is_htmx(request) and request.GET.get("cursor")
    template = "notifications/lines.html" if partial else "notifications/inbox.html"
    return vary(render(request, template, context(request.actor, request.GET)))


@login_required
@require_GET
def unread(request: PersonRequest) -> HttpResponse:
    """The number at the inbox, for pages that stay open."""
    return JsonResponse({"unread": unread_count(request.actor)})


@login_required
@require_GET
def show(request: PersonRequest, number: int) -> HttpResponse:
    """Lead to what it tells of; the page there says that it was read."""
    url = target(_find(request, number))
    path, mark, anchor = url.partition("#")
    return redirect(f"{path}{'&' if '?' in path else '?'}notice={number}{mark}{anchor}")


@login_required
@require_POST
def read(request: PersonRequest, number: int) -> HttpResponse:
    """Mark one as read, or as unread again."""
    actions.read(_find(request, number), by=request.actor, unread=request.POST.get("unread") == "yes")
    return _back(request)


@login_required
@require_POST
def read_many(request: PersonRequest) -> HttpResponse:
    """Mark as read what tells of one conversation, or everything that was shown."""
    if pid := request.POST.get("contribution", ""):
        actions.read_about(find_contribution(request.actor, pid), by=request.actor)
    elif (until := request.POST.get("until", "")).isdecimal() and len(until) < 19:
        actions.read_all(by=request.actor, until=int(until))
    return _back(request)


@login_required
@require_POST
def mute(request: PersonRequest, number: int) -> HttpResponse:
    """Hear nothing more of the conversation, and have it read."""
    contribution = _find(request, number).contribution
    if contribution is not None:
        follow(contribution, Follow.Level.MUTE, by=request.actor)
        actions.read_about(contribution, by=request.actor)
    return _back(request)


def _find(request: PersonRequest, number: int) -> Notice:
    return get_object_or_404(notices(request.actor).select_related(*RELATED), pk=number)


def _back(request: PersonRequest) -> HttpResponse:
    if is_htmx(request):
        return HttpResponse(status=204)
    return back_to(request, reverse("inbox"))
