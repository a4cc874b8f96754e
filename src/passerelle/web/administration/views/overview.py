"""The first page, and the one about the configuration."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from passerelle.people.middleware import PersonRequest
from passerelle.web.administration.access import administrators_only
from passerelle.web.administration.reading import configuration, overview


@administrators_only
@require_GET
def start(request: PersonRequest) -> HttpResponse:
    """What this installation is and what needs a look."""
    return render(request, "web/administration/overview.html", overview.context())


@administrators_only
@require_GET
def settings(request: PersonRequest) -> HttpResponse:
    """The configuration in force, to read."""
    return render(request, "web/administration/settings.html", configuration.context())
