"""Who hears the signals of a community: for its managers."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from passerelle.communities import rules
from passerelle.communities.models import Community
from passerelle.kinds.innovation.signal import actions
from passerelle.kinds.innovation.signal.forms import ListenersForm
from passerelle.lib.form_pages import form_page
from passerelle.people.middleware import PersonRequest


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
