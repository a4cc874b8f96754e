"""The page on which somebody keeps their addresses, and the verbs on it."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from passerelle.doors.feeds import actions
from passerelle.doors.feeds.models import Feed
from passerelle.doors.feeds.reading import context, followed
from passerelle.people.middleware import PersonRequest


@login_required
@require_GET
def page(request: PersonRequest) -> HttpResponse:
    """My calendar and feeds. On a shared device no address is shown: whoever comes next would have it."""
    return render(request, "feeds/settings.html", context(request.actor, secret=request.is_shared_device))


@login_required
@require_POST
def make(request: PersonRequest) -> HttpResponse:
    """Make an address."""
    about, subject = followed(request.actor, request.POST.get("about", ""), request.POST.get("what", ""))
    feed = actions.make(about, subject, by=request.actor)
    messages.success(request, _("The address is made: copy it into your program."))
    return _shown(feed)


@login_required
@require_POST
def renew(request: PersonRequest, pid: str) -> HttpResponse:
    """Another address for the same."""
    feed = actions.renew(_own(request, pid), by=request.actor)
    messages.success(request, _("There is a new address. The old one leads nowhere any more."))
    return _shown(feed)


@login_required
@require_POST
def end(request: PersonRequest, pid: str) -> HttpResponse:
    """The address leads nowhere any more."""
    actions.end(_own(request, pid), by=request.actor)
    messages.success(request, _("The address leads nowhere any more."))
    return redirect("settings_feeds")


def _own(request: PersonRequest, pid: str) -> Feed:
    return get_object_or_404(Feed, pid=pid, owner_id=request.actor.own_id)


def _shown(feed: Feed) -> HttpResponse:
    answer = redirect("settings_feeds")
    answer["Location"] += f"#f-{feed.pid}"
    return answer
