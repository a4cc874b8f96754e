"""Looking after the shared words."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from passerelle.lib.form_pages import form_page
from passerelle.people.middleware import PersonRequest
from passerelle.topics import actions
from passerelle.topics.finding import live_topics
from passerelle.topics.models import Topic
from passerelle.web.administration.access import administrators_only
from passerelle.web.administration.forms import MergeForm, NewTopicForm, TopicForm
from passerelle.web.administration.reading import topics


@administrators_only
@require_http_methods(["GET", "POST"])
def directory(request: PersonRequest) -> HttpResponse:
    """All topics; a POST adds one."""
    form = NewTopicForm(request.POST or None)
    if form.is_valid():
        topic = actions.add_topic(form.cleaned_data["name"], language=get_language() or "", by=request.actor)
        return redirect("admin_topic", topic.pid)
    context = {**topics.directory(request.GET), "form": form}
    return form_page(request, "web/administration/topics.html", context)


@administrators_only
@require_http_methods(["GET", "POST"])
def show(request: PersonRequest, pid: str) -> HttpResponse:
    """A topic's names and synonyms, and what stands under it."""
    topic = get_object_or_404(live_topics(), pid=pid)
    form = TopicForm(request.POST or None, topic=topic)
    if form.is_valid():
        actions.revise_topic(topic, by=request.actor, **form.values())
        messages.success(request, _("Saved."))
        return redirect("admin_topic", pid)
    return _page(request, topic, form, MergeForm(topic=topic), status=422 if form.is_bound else 200)


@administrators_only
@require_http_methods(["GET", "POST"])
def merge(request: PersonRequest, pid: str) -> HttpResponse:
    """First what would move, then the merge itself."""
    topic = get_object_or_404(live_topics(), pid=pid)
    form = MergeForm(request.POST or request.GET, topic=topic)
    if not form.is_valid():
        return _page(request, topic, TopicForm(topic=topic), form, status=422)
    into = form.cleaned_data["into"]
    if request.method == "POST":
        actions.merge_topic(topic, into, by=request.actor)
        messages.success(request, _("“%(topic)s” is part of “%(into)s” now.") % {"topic": topic, "into": into})
        return redirect("admin_topic", into.pid)
    context = {"topic": topic, "into": into, "moves": topics.used_by(topic, into), "names": list(topic.labels.all())}
    return render(request, "web/administration/topic_merge.html", context)


def _page(request: PersonRequest, topic: Topic, form: TopicForm, merge_form: MergeForm, *, status: int) -> HttpResponse:
    context = {"topic": topic, "form": form, "uses": topics.used_by(topic), "merge_form": merge_form}
    return render(request, "web/administration/topic.html", context, status=status)
