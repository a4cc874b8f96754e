"""HTTP of the inbox. Opening something writes nothing: reading is said with a POST, by the page or by a button."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from passerelle.contributions.lookup import find_contribution
from passerelle.contributions.views.answers import back_to
from passerelle.lib.htmx import asks_for_more, is_htmx, vary
from passerelle.notifications import actions
from passerelle.notifications.answering import answer
from passerelle.notifications.choosing import chosen
from passerelle.notifications.forms import GestureForm
from passerelle.notifications.inbox import context
from passerelle.notifications.lines import RELATED, target
from passerelle.notifications.models import Notice
from passerelle.notifications.reading import notices, unread_count
from passerelle.people.middleware import PersonRequest


@login_required
@require_GET
def inbox(request: PersonRequest) -> HttpResponse:
    """What reached somebody; with ``cursor`` only the next lines."""
    template = "notifications/lines.html" if asks_for_more(request) else "notifications/inbox.html"
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
def gesture(request: PersonRequest) -> HttpResponse:
    """Read, done, later: with one line, with some, or with all that is shown."""
    form = GestureForm(request.POST)
    if not form.is_valid():
        messages.error(request, form.complaint())
        return _back(request, status=422)
    lines, sort = chosen(request.actor, form.cleaned_data), actions.Sort(form.cleaned_data["do"])
    until = form.cleaned_data["moment"]
    return answer(request, sort, actions.make_gesture(sort, lines, by=request.actor, until=until), until)


@login_required
@require_POST
def undo(request: PersonRequest) -> HttpResponse:
    """Take back what was done last."""
    if not actions.undo(request.POST.get("token", ""), by=request.actor):
        messages.error(request, _("This can no longer be undone: something else was done since."))
    return back_to(request, reverse("inbox"))


@login_required
@require_POST
def read(request: PersonRequest, number: int) -> HttpResponse:
    """Mark the one as read that led to the page: nobody pressed anything, so there is nothing to undo."""
    actions.read_one(_find(request, number), by=request.actor)
    return _back(request)


@login_required
@require_POST
def read_many(request: PersonRequest) -> HttpResponse:
    """Mark as read what tells of one conversation, or everything that was shown."""
    if pid := request.POST.get("contribution", ""):
        actions.read_about(find_contribution(request.actor, pid), by=request.actor)
        return _back(request)
    until = request.POST.get("until", "")
    shown = notices(request.actor).filter(pk__lte=int(until) if until.isdecimal() and len(until) < 19 else 0)
    return answer(request, actions.Sort.READ, actions.read_all(shown, by=request.actor))


@login_required
@require_POST
def mute(request: PersonRequest, number: int) -> HttpResponse:
    """Hear nothing more of the conversation, and have it read."""
    contribution = _find(request, number).contribution
    if contribution is None:
        return _back(request)
    return answer(request, None, actions.mute(contribution, by=request.actor))


def _find(request: PersonRequest, number: int) -> Notice:
    return get_object_or_404(notices(request.actor).select_related(*RELATED), pk=number)


def _back(request: PersonRequest, status: int = 204) -> HttpResponse:
    return HttpResponse(status=status) if is_htmx(request) else back_to(request, reverse("inbox"))
