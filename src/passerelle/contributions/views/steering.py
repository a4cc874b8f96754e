"""Moves, follow levels, sharing, and what community managers do with a whole contribution."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from passerelle.communities.models import Community
from passerelle.contributions import actions, panels, rules
from passerelle.contributions.forms import MergeForm, MoveHomeForm, ShareForm, SplitForm
from passerelle.contributions.kinds import get_kind
from passerelle.contributions.lookup import find_contribution
from passerelle.contributions.models import Contribution
from passerelle.contributions.panels import Piece
from passerelle.contributions.reading import audience
from passerelle.contributions.views.answers import back_to
from passerelle.lib.form_pages import form_page
from passerelle.people.middleware import PersonRequest


@login_required
@require_POST
def make_move(request: PersonRequest, pid: str, slug: str) -> HttpResponse:
    """Move to another state; what is a decision is written first."""
    contribution = find_contribution(request.actor, pid)
    step = get_kind(contribution.kind_slug).find_move(slug)
    if step is not None and step.decides:
        return redirect("trail_decide", contribution.pid, slug)
    moved = actions.make_move(contribution, slug, by=request.actor)
    return back_to(request, moved.get_absolute_url())


@login_required
@require_POST
def follow(request: PersonRequest, pid: str) -> HttpResponse:
    """Choose how closely to follow; no level takes the choice back."""
    contribution, level = find_contribution(request.actor, pid), request.POST.get("level", "")
    if level:
        actions.follow(contribution, level, by=request.actor)
    else:
        actions.unfollow(contribution, by=request.actor)
    return back_to(request, contribution.get_absolute_url())


@login_required
@require_http_methods(["GET", "POST"])
def share(request: PersonRequest, pid: str) -> HttpResponse:
    """Show it in another community, after seeing who will read."""
    contribution = find_contribution(request.actor, pid)
    rules.may_share(contribution, request.actor).require()
    form = ShareForm(request.POST or None, actor=request.actor, contribution=contribution)
    if form.is_valid():
        community = form.cleaned_data["community"]
        actions.share(contribution, community, by=request.actor)
        messages.success(request, _("Shared to %(community)s.") % {"community": community.name})
        return redirect(contribution)
    audiences = audience.preview(contribution, form.places(request.actor, contribution))
    context = {"contribution": contribution, "form": form, "audiences": audiences}
    return form_page(request, "contributions/share.html", context)


@login_required
@require_POST
def unshare(request: PersonRequest, pid: str, community: str) -> HttpResponse:
    """Take it out of a community."""
    contribution = find_contribution(request.actor, pid)
    place = get_object_or_404(Community.objects.readable_by(request.actor), pid=community)
    actions.unshare(contribution, place, by=request.actor)
    return redirect(contribution)


@login_required
@require_POST
def pin(request: PersonRequest, pid: str, community: str) -> HttpResponse:
    """Keep on top of a community, or let go."""
    contribution = find_contribution(request.actor, pid)
    place = get_object_or_404(Community.objects.readable_by(request.actor), pid=community)
    actions.pin(contribution, place, by=request.actor, pinned=request.POST.get("pinned") != "no")
    return back_to(request, contribution.get_absolute_url())


@login_required
@require_POST
def lock(request: PersonRequest, pid: str) -> HttpResponse:
    """Close the conversation, or open it again."""
    contribution = find_contribution(request.actor, pid)
    actions.lock(contribution, by=request.actor, locked=request.POST.get("locked") != "no")
    return redirect(contribution)


@login_required
@require_POST
def publish(request: PersonRequest, pid: str) -> HttpResponse:
    """Let a scheduled or held contribution appear now."""
    return redirect(actions.publish(find_contribution(request.actor, pid), by=request.actor))


@login_required
@require_http_methods(["GET", "POST"])
def rehome(request: PersonRequest, pid: str) -> HttpResponse:
    """Give it another home."""
    contribution = _steered(request, pid)
    form = MoveHomeForm(request.POST or None, actor=request.actor, contribution=contribution)
    if form.is_valid():
        return redirect(actions.move_home(contribution, form.cleaned_data["community"], by=request.actor))
    return _steer_page(request, contribution, form, _("Move to another community"), _("Move"))


@login_required
@require_http_methods(["GET", "POST"])
def split(request: PersonRequest, pid: str) -> HttpResponse:
    """Make some replies a conversation of their own."""
    contribution = _steered(request, pid)
    form = SplitForm(request.POST or None, actor=request.actor, contribution=contribution)
    if form.is_valid():
        return redirect(actions.split(form.cleaned_data["replies"], title=form.cleaned_data["title"], by=request.actor))
    return _steer_page(request, contribution, form, _("Split this conversation"), _("Split"))


@login_required
@require_http_methods(["GET", "POST"])
def merge(request: PersonRequest, pid: str) -> HttpResponse:
    """Let it live on in another contribution."""
    contribution = _steered(request, pid)
    form = MergeForm(request.POST or None, actor=request.actor, contribution=contribution)
    if form.is_valid():
        into, reason = form.cleaned_data["into"], form.cleaned_data["reason"]
        return redirect(actions.merge(contribution, into, reason=reason, by=request.actor))
    beside = panels.fill("contribution.merging", request.actor, [contribution.pk]).get(contribution.pk, [])
    return _steer_page(request, contribution, form, _("Merge into another contribution"), _("Merge"), beside)


def _steered(request: PersonRequest, pid: str) -> Contribution:
    contribution = find_contribution(request.actor, pid)
    if not rules.steward(contribution, request.actor):
        raise Http404
    return contribution


def _steer_page(
    request: PersonRequest,
    contribution: Contribution,
    form: Form,
    heading: str,
    button: str,
    beside: Sequence[Piece] = (),
) -> HttpResponse:
    context = {"contribution": contribution, "form": form, "heading": heading, "button": button, "beside": beside}
    return form_page(request, "contributions/steer.html", context)
