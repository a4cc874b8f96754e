"""HTTP of directory and people pages."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from passerelle.contributions.actions import follow as follow_verb
from passerelle.contributions.views.answers import back_to
from passerelle.lib.htmx import asks_for_more, vary
from passerelle.people import pictures
from passerelle.people.middleware import PersonRequest
from passerelle.people.models import Organisation, Person
from passerelle.web.people.directory import directory
from passerelle.web.people.page import page


def find(request: PersonRequest, pid: str) -> Person:
    """The person of this public id; 404 when there is none, or none this reader may meet."""
    people = Person.objects.visible_to(request.actor).select_related("unit", "site", "organisation")
    return get_object_or_404(people, pid=pid)


@login_required
@require_GET
def people(request: PersonRequest) -> HttpResponse:
    """The directory; with ``cursor`` only the next people."""
    name = "web/people/cards.html" if asks_for_more(request) else "web/people/directory.html"
    return vary(render(request, name, directory(request.actor, request.GET)))


@login_required
@require_GET
def person(request: PersonRequest, pid: str) -> HttpResponse:
    """Somebody's page."""
    found = find(request, pid)
    name = "web/people/former.html" if found.is_former else "web/people/person.html"
    return render(request, name, page(request.actor, found))


@login_required
@require_POST
def follow(request: PersonRequest, pid: str) -> HttpResponse:
    """How closely to follow what somebody brings."""
    found = find(request, pid)
    follow_verb(found, request.POST.get("level", ""), by=request.actor)
    return back_to(request, reverse("person", args=[found.pid]))


@login_required
@require_GET
def photo(request: PersonRequest, pid: str) -> FileResponse:
    """Their photo, for those who may meet them."""
    found = find(request, pid)
    return pictures.show("" if found.is_former else found.photo)


@require_GET
def logo(request: HttpRequest) -> FileResponse:
    """The organisation's logo, for everybody: it stands on the sign-in page."""
    home = Organisation.home()
    return pictures.show(home.logo if home else "", public=True)
