"""The switch beside a community; where a mail service comes."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from passerelle.communities.models import Community
from passerelle.doors.mail import actions, hooks
from passerelle.people.middleware import PersonRequest
from passerelle.work.idempotency import outside_transaction


@login_required
@require_POST
def switch(request: PersonRequest, pid: str) -> HttpResponse:
    """Take mail, or no more."""
    community = get_object_or_404(Community.objects.readable_by(request.actor), pid=pid)
    (actions.take_no_mail if request.POST.get("close") else actions.take_mail)(community, by=request.actor)
    return redirect(community)


@csrf_exempt  # a machine comes, with a secret of its own in each request and no session
@outside_transaction
def events(request: HttpRequest) -> HttpResponse:
    """What became of mails of ours."""
    return hooks.answer(request, hooks.EVENTS)


@csrf_exempt  # the same
@outside_transaction
def inbound(request: HttpRequest) -> HttpResponse:
    """A mail for us; its pictures take time."""
    return hooks.answer(request, hooks.INBOUND)
