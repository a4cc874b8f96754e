"""What somebody keeps: drafts, bookmarks; and the picker of people to mention."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from passerelle.contributions import actions
from passerelle.contributions.models import Draft
from passerelle.contributions.reading import kept, mentions
from passerelle.people.middleware import PersonRequest

_FORM_INTERNALS = ("csrfmiddlewaretoken", "_key", "_person", "place", "next", "solved")


@login_required
@require_http_methods(["GET", "POST"])
def drafts(request: PersonRequest) -> HttpResponse:
    """GET: what is being written; POST: keep the fields of one form."""
    if request.method == "GET":
        return render(request, "contributions/drafts.html", {"drafts": kept.drafts(request.actor)})
    return JsonResponse({"saved": keep(request) is not None})


def keep(request: PersonRequest) -> Draft | None:
    """Keep what a form that is not sent yet holds."""
    fields = {
        name: value for name, value in request.POST.items() if name not in _FORM_INTERNALS and isinstance(value, str)
    }
    return actions.save_draft(request.POST.get("place", ""), fields, by=request.actor)


@login_required
@require_POST
def forget_draft(request: PersonRequest, number: int) -> HttpResponse:
    """Throw a draft away."""
    draft = get_object_or_404(Draft, pk=number, person_id=request.actor.own_id)
    actions.forget_draft(draft.place, by=request.actor)
    return redirect("drafts")


@login_required
@require_GET
def bookmarks(request: PersonRequest) -> HttpResponse:
    """The texts somebody kept."""
    return render(request, "contributions/bookmarks.html", kept.bookmarks(request.actor, request.GET.get("before", "")))


@login_required
@require_GET
def pick(request: PersonRequest) -> HttpResponse:
    """Whom one may mention here, by the first letters."""
    found = mentions.pick(request.actor, request.GET.get("q", ""), community=request.GET.get("community", ""))
    return JsonResponse({"results": found})
