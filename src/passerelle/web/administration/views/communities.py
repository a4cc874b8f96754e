"""Communities seen from outside: named, given a manager, archived."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from passerelle.communities import actions
from passerelle.lib.form_pages import form_page
from passerelle.people.middleware import PersonRequest
from passerelle.web.administration.access import administrators_only
from passerelle.web.administration.forms import StewardForm
from passerelle.web.administration.reading import communities


@administrators_only
@require_GET
def directory(request: PersonRequest) -> HttpResponse:
    """All communities, secret and archived ones too."""
    return render(request, "web/administration/communities.html", communities.directory(request.GET))


@administrators_only
@require_http_methods(["GET", "POST"])
def show(request: PersonRequest, pid: str) -> HttpResponse:
    """One community's settings; a POST names a community manager where none is left."""
    community = communities.find(pid)
    form = StewardForm(request.POST or None, actor=request.actor)
    if form.is_valid():
        person = form.cleaned_data["person"]
        actions.appoint(community, person, by=request.actor)
        messages.success(request, _("%(name)s is community manager now.") % {"name": person.name})
        return redirect("admin_community", pid)
    context = {**communities.one(request.actor, community), "form": form}
    return form_page(request, "web/administration/community.html", context)


@administrators_only
@require_POST
def archive(request: PersonRequest, pid: str) -> HttpResponse:
    """Close for writing, or open again."""
    verb = actions.reopen if request.POST.get("archived") == "no" else actions.archive
    verb(communities.find(pid), by=request.actor)
    return redirect("admin_community", pid)
