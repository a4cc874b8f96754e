"""Where a write leads back to."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from passerelle.contributions.models import Change
from passerelle.people.middleware import PersonRequest


def back_to(request: PersonRequest, default: str) -> HttpResponse:
    """The page the form named as ``next``, if it is ours; else the default."""
    wanted = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return HttpResponseRedirect(wanted) if wanted and safe else redirect(default)


def say_when_held(request: PersonRequest, post_id: int) -> None:
    """Tell an author that what they changed waits to be read, if it does."""
    if Change.objects.filter(post_id=post_id, refused_at=None).exists():
        messages.success(
            request, _("Thank you. A community manager reads the change; until then the text stays as it was.")
        )
