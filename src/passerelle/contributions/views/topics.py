"""Topics as pages: what is said about a subject, wherever it is said."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from passerelle.contributions import actions
from passerelle.contributions.reading import topics
from passerelle.people.middleware import PersonRequest
from passerelle.topics.finding import live_topics
from passerelle.topics.models import Topic


@login_required
@require_GET
def directory(request: PersonRequest) -> HttpResponse:
    """Every topic this reader finds something under."""
    return render(request, "contributions/topics.html", {"topics": topics.used(request.actor)})


@login_required
@require_GET
def show(request: PersonRequest, pid: str) -> HttpResponse:
    """One topic with its feed."""
    topic = get_object_or_404(Topic.objects.prefetch_related("labels"), pid=pid)
    if topic.merged_into is not None:
        return redirect("topic", topic.merged_into.pid)
    return render(request, "contributions/topic.html", topics.context(request.actor, topic, request.GET))


@login_required
@require_POST
def follow(request: PersonRequest, pid: str) -> HttpResponse:
    """Choose how closely to follow a topic."""
    actions.follow(get_object_or_404(live_topics(), pid=pid), request.POST.get("level", ""), by=request.actor)
    return redirect("topic", pid)
