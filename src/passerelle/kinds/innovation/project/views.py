"""What a move cannot express: milestones, and what came out."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from passerelle.contributions.lookup import find_person
from passerelle.kinds.innovation.project import actions
from passerelle.kinds.innovation.project.forms import MilestoneForm, ProgressForm, ReleaseNoteForm
from passerelle.kinds.innovation.project.lookup import find_milestone, find_own_project, find_project
from passerelle.kinds.innovation.project.models import Project
from passerelle.kinds.innovation.project.reading import way
from passerelle.lib.form_pages import form_page
from passerelle.people.middleware import PersonRequest


@login_required
@require_http_methods(["GET", "POST"])
def milestones(request: PersonRequest, pid: str) -> HttpResponse:
    """All of them, to carry on, and a form for one more."""
    contribution, form = find_own_project(request.actor, pid), MilestoneForm(request.POST or None)
    if form.is_valid():
        actions.add_milestone(contribution, by=request.actor, **form.cleaned_data)
        return redirect("project_milestones", contribution.pid)
    context = {"contribution": contribution, "form": form, "way": way(request.actor, contribution)}
    return form_page(request, "kinds/project/milestones.html", context)


@login_required
@require_POST
def progress(request: PersonRequest, pid: str) -> HttpResponse:
    """Say how much of one is done."""
    contribution, form = find_own_project(request.actor, pid), ProgressForm(request.POST)
    milestone = find_milestone(contribution, request.POST.get("milestone", ""))
    if form.is_valid():
        actions.set_progress(milestone, form.cleaned_data["progress"], by=request.actor)
    else:
        messages.error(request, _("Between 0 and 100 percent."))
    return redirect("project_milestones", contribution.pid)


@login_required
@require_POST
def drop(request: PersonRequest, pid: str) -> HttpResponse:
    """Take one away."""
    contribution = find_own_project(request.actor, pid)
    actions.drop_milestone(find_milestone(contribution, request.POST.get("milestone", "")), by=request.actor)
    return redirect("project_milestones", contribution.pid)


@login_required
@require_http_methods(["GET", "POST"])
def note(request: PersonRequest, pid: str) -> HttpResponse:
    """Write what came out."""
    contribution = find_own_project(request.actor, pid)
    written = Project.objects.values_list("release_note", flat=True).get(pk=contribution.pk)
    form = ReleaseNoteForm(request.POST or None, initial={"note": written})
    if form.is_valid():
        actions.write_release_note(contribution, form.cleaned_data["note"], by=request.actor)
        return redirect(contribution)
    return form_page(request, "kinds/project/note.html", {"contribution": contribution, "form": form})


@login_required
@require_POST
def join(request: PersonRequest, pid: str) -> HttpResponse:
    """Carry it on with the others."""
    contribution = find_project(request.actor, pid)
    actions.join(contribution, by=request.actor)
    return redirect(contribution)


@login_required
@require_POST
def leave(request: PersonRequest, pid: str) -> HttpResponse:
    """Carry it no longer."""
    contribution = find_project(request.actor, pid)
    actions.leave(contribution, by=request.actor)
    return redirect(contribution)


@login_required
@require_POST
def let_go(request: PersonRequest, pid: str, person: str) -> HttpResponse:
    """Take somebody off."""
    contribution = find_project(request.actor, pid)
    actions.let_go(contribution, find_person(request.actor, person), by=request.actor)
    return redirect(contribution)
