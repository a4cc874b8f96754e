"""HTTP of one's own devices."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from passerelle.notifications.pushing import devices
from passerelle.notifications.pushing.forms import DeviceForm
from passerelle.notifications.pushing.keys import is_possible, public_key
from passerelle.notifications.pushing.models import PushSubscription
from passerelle.notifications.tasks import push_test
from passerelle.people.middleware import PersonRequest
from passerelle.people.views.settings import own
from passerelle.work.queue import enqueue


@login_required
@require_GET
def show(request: PersonRequest) -> HttpResponse:
    """The device in hand, and the others that are told."""
    here = request.session.session_key
    known = list(devices.devices(request.actor))
    context = {"devices": known, "here": here, "is_told_here": any(device.session_id == here for device in known)}
    return render(request, "notifications/devices.html", {**context, "public_key": public_key()})


@login_required
@require_POST
def tell_here(request: PersonRequest) -> HttpResponse:
    """Have this browser told; its page sends what the browser agreed with its push service. Never on a device that others use."""
    form = DeviceForm(request.POST)
    if request.is_shared_device or not is_possible() or not form.is_valid():
        return JsonResponse({"error": _("This device cannot be told.")}, status=422)
    agent = request.headers.get("User-Agent", "")
    devices.tell_here(own(request), request.session.session_key or "", user_agent=agent, **form.cleaned_data)
    return JsonResponse({"told": True})


@login_required
@require_POST
def forget(request: PersonRequest, number: int) -> HttpResponse:
    """Tell a device nothing more."""
    devices.forget(_find(request, number))
    messages.success(request, _("This device is told nothing more."))
    return redirect("settings_devices")


@login_required
@require_POST
def words(request: PersonRequest, number: int) -> HttpResponse:
    """Choose whether the sentence itself appears on a device."""
    devices.show_words(_find(request, number), shown=request.POST.get("shown") == "yes")
    return redirect("settings_devices")


@login_required
@require_POST
def trial(request: PersonRequest, number: int) -> HttpResponse:
    """Send a device a message, to see that it arrives."""
    enqueue(push_test, subscription_id=_find(request, number).pk)
    messages.success(request, _("A message is on its way. It may take a minute."))
    return redirect("settings_devices")


def _find(request: PersonRequest, number: int) -> PushSubscription:
    return get_object_or_404(devices.devices(request.actor), pk=number)
