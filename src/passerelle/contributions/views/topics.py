"""Topics as pages: what is said about a subject, wherever it is said."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from passerelle.contributions import actions
from passerelle.contributions.reading import topics
from passerelle.contributions.views.answers import back_to
from passerelle.people.middleware import PersonRequest
from passerelle.topics.models import Topic


@login_required
@require_GET
def directory(request: PersonRequest) -> HttpResponse:
    """Every topic this reader finds something under."""
    return render(request, "contributions/topics.html", {"topics": topics.used(request.actor)})


@login_required
@require_GET
def show(request: PersonRequest, pid: str) -> HttpResponse:
    """One topic with its feed; a merged one leads to what took its place, where that is there for the reader."""
    instead = Topic.objects.filter(pid=pid).values("merged_into")
    topic = get_object_or_404(topics.known(request.actor), Q(pid=pid, merged_into=None) | Q(pk__in=instead))
    if topic.pid != pid:
        return redirect("topic", topic.pid)
    return render(request, "contributions/topic.html", topics.context(request.actor, topic, request.GET))


@login_required
@require_POST
def follow(request: PersonRequest, pid: str) -> HttpResponse:
    """Choose how closely to follow a topic."""
    topic = get_object_or_404(topics.known(request.actor).filter(merged_into=None), pid=pid)
    actions.follow(topic, request.POST.get("level", ""), by=request.actor)
    return back_to(request, reverse("topic", args=[pid]))
