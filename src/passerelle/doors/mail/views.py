"""The switch beside a community."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from passerelle.communities.models import Community
from passerelle.doors.mail import actions
from passerelle.people.middleware import PersonRequest


@login_required
@require_POST
def switch(request: PersonRequest, pid: str) -> HttpResponse:
    """Take mail, or no more."""
    community = get_object_or_404(Community.objects.readable_by(request.actor), pid=pid)
    (actions.take_no_mail if request.POST.get("close") else actions.take_mail)(community, by=request.actor)
    return redirect(community)
