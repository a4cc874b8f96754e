"""HTTP of what reaches somebody."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from passerelle.lib.form_pages import form_page
from passerelle.notifications.wishes import actions
from passerelle.notifications.wishes.page import context, form_of
from passerelle.notifications.wishes.presets import PRESETS
from passerelle.people.middleware import PersonRequest


@login_required
@require_http_methods(["GET", "POST"])
def attention(request: PersonRequest) -> HttpResponse:
    """What reaches me, how and when."""
    form = form_of(request.actor, request.POST or None)
    if not form.is_valid():
        return form_page(request, "notifications/attention.html", context(request.actor, form))
    actions.choose(form.values(), form.most(), by=request.actor)
    messages.success(request, _("Saved. What you chose holds from now on."))
    return redirect("settings_attention")


@login_required
@require_POST
def preset(request: PersonRequest) -> HttpResponse:
    """All of it as one of those that are offered."""
    chosen = PRESETS.get(request.POST.get("preset", ""))
    if chosen is None:
        messages.error(request, _("Choose one of those that are shown."))
    else:
        actions.take_preset(chosen, by=request.actor)
        messages.success(request, _("Saved: %(what)s.") % {"what": chosen.label})
    return redirect("settings_attention")
