"""HTTP for those who found and steer communities."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import BaseForm
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.html import escape
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from passerelle.communities import actions, rules
from passerelle.communities.models import Community, Role
from passerelle.contributions import actions as contribution_actions
from passerelle.kinds.blueprints import blueprints, find_blueprint
from passerelle.lib.form_pages import form_page
from passerelle.lib.htmx import is_htmx, vary
from passerelle.notifications.cost import cost_of_message
from passerelle.people.middleware import PersonRequest
from passerelle.people.models import Person
from passerelle.web.communities import reading
from passerelle.web.communities.forms import BroadcastForm, CommunityForm, InviteForm, ObjectivesForm, RuleForm
from passerelle.web.communities.objectives import as_lines
from passerelle.web.communities.views import find
from passerelle.work.idempotency import writes_nothing


@login_required
@require_http_methods(["GET", "POST"])
def found(request: PersonRequest) -> HttpResponse:
    """Start a community from a blueprint."""
    rules.may_found(request.actor).require()
    blueprint = find_blueprint(request.GET.get("blueprint", ""))
    if blueprint is None:
        status = 422 if request.method == "POST" else 200
        return render(request, "web/communities/blueprints.html", {"blueprints": blueprints()}, status=status)
    form = CommunityForm(request.POST or None, actor=request.actor, initial=blueprint.initial())
    if form.is_valid():
        return redirect(actions.found(by=request.actor, blueprint=blueprint.slug, **form.values()))
    return form_page(request, "web/communities/found.html", {"blueprint": blueprint, "form": form})


@login_required
@require_http_methods(["GET", "POST"])
def settings(request: PersonRequest, pid: str) -> HttpResponse:
    """Change what the community is."""
    community = _steered(request, pid)
    own_copy = _steered(request, pid)  # the form writes what was typed into it, the page shows what is so
    form = CommunityForm(request.POST or None, actor=request.actor, instance=own_copy)
    if form.is_valid():
        actions.revise(community, by=request.actor, **form.values())
        messages.success(request, _("Saved."))
        return redirect("community_settings", community.pid)
    context = {**reading.settings(request.actor, community), "form": form}
    return form_page(request, "web/communities/settings.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def objectives(request: PersonRequest, pid: str) -> HttpResponse:
    """What the community wants to reach."""
    community = _steered(request, pid)
    form = ObjectivesForm(request.POST or None, initial={"lines": as_lines(community)})
    if form.is_valid():
        actions.set_objectives(community, form.cleaned_data["lines"], by=request.actor)
        return redirect(community)
    return _page(request, community, form, heading=_("Objectives"), button=_("Save"))


@login_required
@require_http_methods(["GET", "POST"])
def add_rule(request: PersonRequest, pid: str) -> HttpResponse:
    """Make people members by what they are."""
    community = _steered(request, pid)
    form = RuleForm(request.POST or None)
    if form.is_valid():
        actions.add_rule(community, form.save(commit=False), by=request.actor)
        return redirect("community_settings", community.pid)
    return _page(request, community, form, heading=_("Membership by rule"), button=_("Add the rule"))


@login_required
@require_POST
def drop_rules(request: PersonRequest, pid: str) -> HttpResponse:
    """Go back to joining by hand only; those who came by rule leave."""
    community = _steered(request, pid)
    actions.set_rules(community, [], by=request.actor)
    return redirect("community_settings", community.pid)


@login_required
@require_http_methods(["GET", "POST"])
def invite(request: PersonRequest, pid: str) -> HttpResponse:
    """Ask somebody in."""
    community = find(request, pid, readable=True)
    rules.may_invite(community, request.actor).require()
    form = InviteForm(request.POST or None, actor=request.actor)
    if form.is_valid():
        person = form.cleaned_data["person"]
        actions.invite(community, person, by=request.actor)
        messages.success(request, _("Invited: %(name)s.") % {"name": person.name})
        return redirect("community_members", community.pid)
    return _page(request, community, form, heading=_("Invite a colleague"), button=_("Invite"))


@login_required
@require_http_methods(["GET", "POST"])
def message(request: PersonRequest, pid: str) -> HttpResponse:
    """One message to all members."""
    community = _steered(request, pid)
    form = BroadcastForm(request.POST or None)
    if form.is_valid():
        return redirect(contribution_actions.broadcast(community, by=request.actor, **form.cleaned_data))
    return _message_page(request, community, form)


@login_required
@require_POST
@writes_nothing
def message_cost(request: PersonRequest, pid: str) -> HttpResponse:
    """What the message costs as far as it is written: one sentence while typing, the page again without JavaScript."""
    community = _steered(request, pid)
    form = BroadcastForm(initial=request.POST.dict())
    if not is_htmx(request):
        return vary(_message_page(request, community, form))
    cost = cost_of_message(community, *form.typed(), by=request.actor)
    return vary(HttpResponse(escape(str(cost))))


@login_required
@require_POST
def set_role(request: PersonRequest, pid: str, person: str) -> HttpResponse:
    """Member, community manager, sponsor; or out."""
    community = _steered(request, pid)
    member = get_object_or_404(Person.objects.visible_to(request.actor), pid=person)
    role = request.POST.get("role", "")
    if role == "out":
        actions.remove_member(community, member, by=request.actor)
    elif role in Role.values:
        actions.set_role(community, member, Role(role), by=request.actor)
    return redirect("community_members", community.pid)


@login_required
@require_POST
def archive(request: PersonRequest, pid: str) -> HttpResponse:
    """Close for writing, or open again."""
    community = _steered(request, pid)
    verb = actions.reopen if request.POST.get("archived") == "no" else actions.archive
    verb(community, by=request.actor)
    return redirect(community)


def _steered(request: PersonRequest, pid: str) -> Community:
    community = find(request, pid, readable=True)
    if not rules.may_steward(community, request.actor):
        raise Http404
    return community


def _message_page(request: PersonRequest, community: Community, form: BroadcastForm) -> HttpResponse:
    cost = cost_of_message(community, *form.typed(), by=request.actor)
    context = {**reading.frame(request.actor, community), "form": form, "cost": cost}
    context["note"] = contribution_actions.broadcast_note(community)
    return form_page(request, "web/communities/message.html", context)


def _page(request: PersonRequest, community: Community, form: BaseForm, *, heading: str, button: str) -> HttpResponse:
    """A page of a community with nothing on it but one form."""
    words = {"heading": heading, "button": button}
    return form_page(
        request, "web/communities/form.html", {**reading.frame(request.actor, community), "form": form, **words}
    )
