"""HTTP of the installed app. Everything here but the answer about the session is the same for everybody."""

from __future__ import annotations

from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_POST

from passerelle.people.middleware import PersonRequest
from passerelle.web.context import home_organisation
from passerelle.web.device.capturing import forms_of_nobody
from passerelle.web.device.manifest import describe
from passerelle.web.device.sharing import from_outside, words

MANIFEST = "application/manifest+json"


@require_GET
def manifest(request: PersonRequest) -> HttpResponse:
    """The app as a device knows it."""
    home = home_organisation(request.actor)
    by_night = request.COOKIES.get("theme") == "dark"
    answer = JsonResponse(describe(home.name if home else "Passerelle", by_night=by_night), content_type=MANIFEST)
    answer["Cache-Control"] = "private, no-cache"
    return answer


@require_GET
def offline(request: HttpRequest) -> HttpResponse:
    """What the worker keeps to show without a network, in the language it asks for; ``kept`` when it keeps a text as well."""
    asked = request.GET.get("language", "")
    language = asked if asked in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
    with override(language):
        answer = render(
            request,
            "web/device/offline.html",
            {"keeps_text": request.GET.get("kept") == "yes", "forms": forms_of_nobody()},
        )
    answer["Content-Language"] = language
    return answer


@require_GET
def session(request: PersonRequest) -> HttpResponse:
    """Who is signed in, and the token their forms need now: the worker sends a text only for who wrote it. 204 for nobody."""
    person = request.actor.person
    if person is None or request.is_shared_device:
        return HttpResponse(status=204)
    answer = JsonResponse({"person": person.pid, "token": get_token(request)})
    answer["Cache-Control"] = "no-store"
    return answer


@csrf_exempt  # the device sends this form, and no page of ours was open; nothing is stored, the composer is only filled
@require_POST
def share(request: HttpRequest) -> HttpResponse:
    """Something another app hands over, where no worker took it on the device: the words go on to the composer."""
    if not from_outside(request):
        return redirect("contribute")
    if request.FILES:
        messages.warning(request, _("The picture did not come along. Add it here once more."))
    shared = words(request.POST)
    return redirect(f"{reverse('contribute')}?{urlencode(shared)}" if shared else "contribute")
