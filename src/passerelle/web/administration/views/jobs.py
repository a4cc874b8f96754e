"""The queue: look, retry, give up."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from passerelle.people.middleware import PersonRequest
from passerelle.web.administration import actions
from passerelle.web.administration.access import administrators_only
from passerelle.web.administration.lookup import find_home
from passerelle.web.administration.reading import jobs
from passerelle.work.models import Job


@administrators_only
@require_GET
def show(request: PersonRequest) -> HttpResponse:
    """What runs, waits and was set aside."""
    return render(request, "web/administration/jobs.html", jobs.context())


@administrators_only
@require_POST
def retry(request: PersonRequest, number: int) -> HttpResponse:
    """Run one again."""
    actions.retry_job(get_object_or_404(Job.objects.dead(), pk=number), by=request.actor)
    messages.success(request, _("It runs again in a moment."))
    return redirect("admin_jobs")


@administrators_only
@require_POST
def discard(request: PersonRequest, number: int) -> HttpResponse:
    """Give one up."""
    actions.discard_job(get_object_or_404(Job.objects.dead(), pk=number), by=request.actor)
    messages.success(request, _("It was given up."))
    return redirect("admin_jobs")


@administrators_only
@require_POST
def retry_all(request: PersonRequest) -> HttpResponse:
    """Run all again."""
    count = actions.retry_all_jobs(find_home(), by=request.actor)
    messages.success(request, ngettext("%(num)s job runs again.", "%(num)s jobs run again.", count) % {"num": count})
    return redirect("admin_jobs")


@administrators_only
@require_POST
def discard_all(request: PersonRequest) -> HttpResponse:
    """Give all up."""
    count = actions.discard_all_jobs(find_home(), by=request.actor)
    messages.success(
        request, ngettext("%(num)s job was given up.", "%(num)s jobs were given up.", count) % {"num": count}
    )
    return redirect("admin_jobs")
