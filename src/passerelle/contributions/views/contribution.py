"""The page of a contribution, and its composer."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from passerelle.contributions import actions, beside
from passerelle.contributions.forms import ContributionForm
from passerelle.contributions.lookup import find_contribution
from passerelle.contributions.models import Reach, Standing
from passerelle.contributions.reading import composer, page
from passerelle.contributions.reading.composer import Choice
from passerelle.contributions.views.answers import say_when_held
from passerelle.lib.form_pages import form_page
from passerelle.people.middleware import PersonRequest

GO_ON = "go_on"  # sent with a form by whoever comes back to it and goes on writing


@login_required
@require_GET
def show(request: PersonRequest, pid: str, slug: str = "") -> HttpResponse:
    """The page, or only its replies for a live morph."""
    contribution = find_contribution(request.actor, pid)
    if contribution.merged_into_id is not None:
        return redirect(find_contribution(request.actor, contribution.merged_into.pid))  # type: ignore[union-attr]  # id is set
    context = page.context(request.actor, contribution, page.Wanted.of(request.GET))
    return render(request, page.template(contribution), context)


@login_required
@require_http_methods(["GET", "POST"])
def create(request: PersonRequest) -> HttpResponse:
    """The composer: kind and community are chosen by links, then the form is filled."""
    choice = composer.choose(request.actor, *(request.GET.get(name, "") for name in ("kind", "community", "from")))
    if choice is None:
        return choose(request)
    form = ContributionForm(request.POST or None, **brought_along(request, choice))
    if GO_ON in request.POST:
        form.unjudged()
    elif form.is_valid():
        return bring(request, choice, form)
    template = page.template_of(choice.kind, "compose")
    return form_page(request, template, composer.context(request.actor, choice, form, request.GET))


@login_required
@require_http_methods(["GET", "POST"])
def edit(request: PersonRequest, pid: str) -> HttpResponse:
    """Change what one wrote."""
    contribution = find_contribution(request.actor, pid)
    if not composer.may_open_editor(contribution, request.actor):
        raise Http404
    choice = composer.for_editing(contribution)
    form = ContributionForm(request.POST or None, kind=choice.kind, actor=request.actor, editing=contribution)
    if GO_ON in request.POST:
        form.unjudged()
    elif form.is_valid():
        changed = actions.edit(contribution, by=request.actor, **form.values())
        actions.forget_draft(choice.place, by=request.actor)
        say_when_held(request, changed.body_id or 0)
        return redirect(changed)
    template = page.template_of(choice.kind, "compose")
    return form_page(request, template, composer.context(request.actor, choice, form))


@login_required
@require_POST
def withdraw(request: PersonRequest, pid: str) -> HttpResponse:
    """The author takes a contribution back."""
    contribution = find_contribution(request.actor, pid)
    if contribution.body is None:
        raise Http404
    actions.withdraw(contribution.body, by=request.actor)
    messages.success(request, _("You took it back. A note that something stood here remains."))
    return redirect(contribution.home)


def brought_along(request: PersonRequest, choice: Choice) -> dict[str, Any]:
    """What a form of the composer starts with: what was kept, else what the address brings."""
    told = {name: request.GET[name] for name in ("title", "text") if name in request.GET}
    initial = choice.kind.opens(request.GET) | beside.opened(request.GET) | told | choice.begins | choice.draft
    return {"kind": choice.kind, "community": choice.community, "actor": request.actor, "initial": initial}


def bring(request: PersonRequest, choice: Choice, form: ContributionForm) -> HttpResponse:
    """Make what a valid form holds, and lead there."""
    values = form.values()
    values["text"] = beside.with_words(values["text"], request.actor, form.data)
    made = actions.contribute(choice.kind.slug, choice.community, by=request.actor, **values)
    beside.brought(made, form.data, by=request.actor)
    actions.forget_draft(choice.place, by=request.actor)
    messages.success(request, str(_SAID[Standing(made.standing)] if made.reach == Reach.PLACEMENTS else _KEPT))
    return redirect(made)


def choose(request: PersonRequest) -> HttpResponse:
    """The page where both are chosen; an answer to a form as well, when one may not write there."""
    offered = composer.offer(request.actor, request.GET.get("kind", ""))
    offered["along"] = composer.along(offered["chosen"], request.GET)
    return render(request, "contributions/choose.html", offered, status=422 if request.method == "POST" else 200)


_KEPT = gettext_lazy("Saved. Only the people involved see it until it is published.")
_SAID = {
    Standing.PUBLISHED: gettext_lazy("Published."),
    Standing.HELD: gettext_lazy("Thank you. A community manager reads it before it appears."),
    Standing.SCHEDULED: gettext_lazy("It will appear at the time you chose."),
}
