"""The signals of a community, and who hears them."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from passerelle.communities import rules
from passerelle.communities.models import Community
from passerelle.kinds.innovation.signal import actions
from passerelle.kinds.innovation.signal.forms import ListenersForm
from passerelle.kinds.innovation.signal.listing import listing
from passerelle.lib.form_pages import form_page
from passerelle.people.middleware import PersonRequest


@login_required
@require_safe
def list_signals(request: PersonRequest, pid: str) -> HttpResponse:
    """All of them, by what they are, where they were heard and what became of them."""
    community = get_object_or_404(Community.objects.readable_by(request.actor), pid=pid)
    return render(request, "kinds/signal/list.html", listing(request.actor, community, request.GET))


@login_required
@require_http_methods(["GET", "POST"])
def listeners(request: PersonRequest, pid: str) -> HttpResponse:
    """How soon signals are heard here, and by whom."""
    community = get_object_or_404(Community.objects.visible_to(request.actor), pid=pid)
    if not rules.may_steward(community, request.actor):
        raise Http404
    form = ListenersForm(request.POST or None, actor=request.actor, community=community)
    if form.is_valid():
        actions.arrange(community, by=request.actor, **form.values())
        messages.success(request, _("Saved."))
        return redirect("signal_listeners", community.pid)
    return form_page(request, "kinds/signal/listeners.html", {"community": community, "form": form})
