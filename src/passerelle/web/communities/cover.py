"""The picture over a community's name."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_POST

from passerelle.communities import actions, rules
from passerelle.people import pictures
from passerelle.people.middleware import PersonRequest
from passerelle.web.communities.views import find
from passerelle.work.idempotency import outside_transaction


@login_required
@require_GET
def show(request: PersonRequest, pid: str) -> FileResponse:
    """The picture, for those who may know of the community."""
    return pictures.show(find(request, pid).cover)


@outside_transaction  # a child process makes the picture anew: nobody else shall wait for the database meanwhile
@login_required
@require_POST
def upload(request: PersonRequest, pid: str) -> HttpResponse:
    """Take a new picture, or take it away when no file comes."""
    community = find(request, pid, readable=True)
    rules.may_steward(community, request.actor).require()
    stored = pictures.keep(request.FILES.get("cover"), "covers", "large")
    actions.set_cover(community, stored, by=request.actor)
    return redirect("community_settings", community.pid)
