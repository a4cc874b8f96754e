"""HTTP of communities: find, act, answer."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from passerelle.communities import actions
from passerelle.communities.models import Community, CommunityInvitation, JoinRequest
from passerelle.communities.reading import readable_ids, stewarded_ids
from passerelle.communities.standing_in import left_alone
from passerelle.contributions.actions import follow as follow_verb
from passerelle.contributions.reading.cursors import parse_cursor
from passerelle.contributions.views.answers import back_to
from passerelle.lib.htmx import is_htmx, vary
from passerelle.people.middleware import PersonRequest
from passerelle.web.communities import reading
from passerelle.web.feeds import part_of_feed


def find(request: PersonRequest, pid: str, *, readable: bool = False) -> Community:
    """The community of this public id; 404 when it is missing or hidden, or not open for reading where that is needed."""
    found = get_object_or_404(Community.objects.visible_to(request.actor), pid=pid)
    if readable and found.pk not in readable_ids(request.actor):
        raise Http404
    return found


@login_required
@require_GET
def directory(request: PersonRequest) -> HttpResponse:
    """Every community one may know of."""
    return render(request, "web/communities/directory.html", reading.directory(request.actor, request.GET))


@login_required
@require_GET
def home(request: PersonRequest, pid: str, slug: str = "") -> HttpResponse:
    """The community's home; with ``cursor`` only the next cards, with ``newer`` only those that came since."""
    context = reading.home(request.actor, find(request, pid), request.GET)
    return vary(render(request, part_of_feed(request) or "web/communities/home.html", context))


@login_required
@require_GET
def about(request: PersonRequest, pid: str) -> HttpResponse:
    """Guidelines, welcome, who steers."""
    return render(
        request, "web/communities/about.html", reading.about(request.actor, find(request, pid, readable=True))
    )


@login_required
@require_GET
def members(request: PersonRequest, pid: str) -> HttpResponse:
    """Who is here."""
    return render(
        request,
        "web/communities/members.html",
        reading.members(request.actor, find(request, pid, readable=True), request.GET),
    )


@login_required
@require_POST
def join(request: PersonRequest, pid: str) -> HttpResponse:
    """Come in."""
    community = find(request, pid)
    actions.join(community, by=request.actor)
    messages.success(request, _("Welcome to %(community)s.") % {"community": community.name})
    return redirect(community)


@login_required
@require_POST
def leave(request: PersonRequest, pid: str) -> HttpResponse:
    """Go."""
    community = find(request, pid)
    actions.leave(community, by=request.actor)
    return redirect("community_list")


@login_required
@require_POST
def ask(request: PersonRequest, pid: str) -> HttpResponse:
    """Ask to come in."""
    community = find(request, pid)
    actions.request_to_join(community, note=request.POST.get("note", ""), by=request.actor)
    messages.success(request, _("Asked. A community manager answers you."))
    return redirect(community)


@login_required
@require_POST
def mute(request: PersonRequest, pid: str) -> HttpResponse:
    """Hear nothing of it, or hear it again."""
    community = find(request, pid, readable=True)
    actions.mute(community, by=request.actor, muted=request.POST.get("muted") != "no")
    return redirect(community)


@login_required
@require_POST
def follow(request: PersonRequest, pid: str) -> HttpResponse:
    """How closely to follow it."""
    community = find(request, pid, readable=True)
    follow_verb(community, request.POST.get("level", ""), by=request.actor)
    return back_to(request, community.get_absolute_url())


@login_required
@require_POST
def seen(request: PersonRequest, pid: str) -> HttpResponse:
    """Move one's own unread line to the newest card shown."""
    community = find(request, pid, readable=True)
    shown = parse_cursor(request.POST.get("newest", ""))
    actions.seen(community, by=request.actor, until=shown[0] if shown else None)
    return HttpResponse(status=204) if is_htmx(request) else redirect(community)


@login_required
@require_POST
def decide(request: PersonRequest, number: int) -> HttpResponse:
    """Let somebody in, or say why not."""
    mine = Q(community_id__in=stewarded_ids(request.actor)) | Q(community_id__in=left_alone(request.actor))
    asked = get_object_or_404(JoinRequest, mine, pk=number)
    accept = request.POST.get("decision") == "accept"
    actions.decide_request(asked, accept=accept, reason=request.POST.get("reason", ""), by=request.actor)
    return redirect("waiting")


@login_required
@require_POST
def answer(request: PersonRequest, number: int) -> HttpResponse:
    """Accept an invitation, or thank you, no."""
    invitation = get_object_or_404(CommunityInvitation, pk=number, person_id=request.actor.own_id)
    accept = request.POST.get("decision") == "accept"
    actions.answer_invitation(invitation, accept=accept, by=request.actor)
    return redirect(invitation.community) if accept else redirect("waiting")
