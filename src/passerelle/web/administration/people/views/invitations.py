"""Asking people in by mail: administrators anybody, some community managers the guests of partners."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from passerelle.journal.decision import Refused
from passerelle.lib.form_pages import form_page
from passerelle.people import actions, rules
from passerelle.people.middleware import PersonRequest
from passerelle.people.models import Invitation
from passerelle.web.administration.people import reading
from passerelle.web.administration.people.forms import InvitationForm


@login_required
@require_http_methods(["GET", "POST"])
def directory(request: PersonRequest) -> HttpResponse:
    """Open invitations, and a new one; who may invite nobody finds nothing here."""
    if not rules.may_invite(request.actor):
        raise Http404
    start = {"language": get_language(), "email": request.GET.get("email", "")[:254]}
    form = InvitationForm(request.POST or None, initial=start, actor=request.actor)
    if form.is_valid() and _sent(request, form):
        return redirect("admin_invitations")
    context = {"form": form, "invitations": reading.invitations(request.actor)}
    return form_page(request, "web/administration/people/invitations.html", context)


@login_required
@require_POST
def change(request: PersonRequest, pid: str) -> HttpResponse:
    """Send it anew, or take it back."""
    known = {row.pk for row in reading.invitations(request.actor)}
    invitation = get_object_or_404(Invitation, pid=pid, pk__in=known)
    if request.POST.get("verb") == "revoke":
        actions.revoke(invitation, by=request.actor)
        messages.success(request, _("The invitation is taken back."))
    else:
        actions.resend(invitation, by=request.actor)
        messages.success(request, _("The invitation is sent anew; the old link no longer works."))
    return redirect("admin_invitations")


def _sent(request: PersonRequest, form: InvitationForm) -> bool:
    wanted = form.cleaned_data
    try:
        actions.invite(wanted.pop("email"), by=request.actor, **wanted)
    except Refused as refusal:
        form.add_error(None, str(refusal.reason))
        return False
    messages.success(request, _("The invitation is on its way."))
    return True
