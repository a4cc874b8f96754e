"""Looking after the shared words: administrators, and the editors they named. To everybody else these pages do not exist."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from passerelle.lib.form_pages import form_page
from passerelle.people.middleware import PersonRequest
from passerelle.topics import actions, rules
from passerelle.topics.models import Topic, TopicEditor
from passerelle.web.administration.access import administrators_only
from passerelle.web.administration.forms import EditorForm, MergeForm, NewTopicForm, TopicForm
from passerelle.web.administration.reading import topics


@login_required
@require_http_methods(["GET", "POST"])
def directory(request: PersonRequest) -> HttpResponse:
    """All topics one looks after; a POST adds one."""
    if not (rules.may_curate(request.actor) or rules.curated(request.actor).exists()):
        raise Http404
    form = NewTopicForm(request.POST or None)
    if form.is_valid():
        topic = actions.add_topic(form.cleaned_data["name"], language=get_language() or "", by=request.actor)
        return redirect("admin_topic", topic.pid)
    context = {**_shared(request), **topics.directory(request.actor, request.GET), "form": form}
    return form_page(request, "web/administration/topics.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def show(request: PersonRequest, pid: str) -> HttpResponse:
    """A topic's names and synonyms, what stands under it, and what became of its names."""
    topic = get_object_or_404(rules.curated(request.actor), pid=pid)
    form = TopicForm(request.POST or None, topic=topic)
    if form.is_valid():
        actions.revise_topic(topic, by=request.actor, **form.values())
        messages.success(request, _("Saved."))
        return redirect("admin_topic", pid)
    merge_form = MergeForm(topic=topic, among=rules.curated(request.actor))
    return _page(request, topic, form, merge_form, status=422 if form.is_bound else 200)


@login_required
@require_http_methods(["GET", "POST"])
def merge(request: PersonRequest, pid: str) -> HttpResponse:
    """First what would move, then the merge itself."""
    mine = rules.curated(request.actor)
    topic = get_object_or_404(mine, pid=pid)
    form = MergeForm(request.POST or request.GET, topic=topic, among=mine)
    if not form.is_valid():
        return _page(request, topic, TopicForm(topic=topic), form, status=422)
    into = form.cleaned_data["into"]
    if request.method == "POST":
        actions.merge_topic(topic, into, by=request.actor)
        messages.success(request, _("“%(topic)s” is part of “%(into)s” now.") % {"topic": topic, "into": into})
        return redirect("admin_topic", into.pid)
    moves = topics.used_by(request.actor, topic, into)
    context = {**_shared(request), "topic": topic, "into": into, "moves": moves, "names": list(topic.labels.all())}
    return render(request, "web/administration/topic_merge.html", context)


@administrators_only
@require_http_methods(["GET", "POST"])
def editors(request: PersonRequest) -> HttpResponse:
    """Who looks after topics; a POST names one more."""
    form = EditorForm(request.POST or None, actor=request.actor)
    if form.is_valid():
        actions.appoint_editor(form.cleaned_data["person"], form.cleaned_data["topic"], by=request.actor)
        return redirect("admin_editors")
    context = {"form": form, "editors": topics.editors(), "here": "admin_editors"}
    return form_page(request, "web/administration/editors.html", context)


@administrators_only
@require_POST
def dismiss(request: PersonRequest, number: int) -> HttpResponse:
    """Somebody looks after topics no longer."""
    actions.dismiss_editor(get_object_or_404(TopicEditor.objects.select_related("person"), pk=number), by=request.actor)
    return redirect("admin_editors")


def _page(request: PersonRequest, topic: Topic, form: TopicForm, merge_form: MergeForm, *, status: int) -> HttpResponse:
    context = {
        **_shared(request),
        "topic": topic,
        "form": form,
        "uses": topics.used_by(request.actor, topic),
        "merge_form": merge_form,
        "history": topics.history(request.actor, topic),
    }
    return render(request, "web/administration/topic.html", context, status=status)


def _shared(request: PersonRequest) -> dict[str, Any]:
    """Editors see the page without the ways of administration, and no count of what they may not read."""
    frame = "frame" if request.actor.is_administrator else "editors_frame"
    return {"frame": f"web/administration/{frame}.html", "may_add": bool(rules.may_curate(request.actor))}
