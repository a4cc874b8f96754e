"""Say when one talks about a practice, on the question that asks for it. The address holds the public id of the question."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from passerelle.kinds.innovation.practice import actions
from passerelle.kinds.innovation.practice.lookup import find_appointed
from passerelle.people.middleware import PersonRequest


@login_required
@require_POST
def answer(request: PersonRequest, pid: str) -> HttpResponse:
    """Take one of the times, or neither."""
    question = find_appointed(request.actor, pid)
    actions.answer_appointment(question, request.POST.get("said", ""), by=request.actor)
    messages.success(request, _("Whoever asked is told."))
    return redirect(question)


@login_required
@require_POST
def off(request: PersonRequest, pid: str) -> HttpResponse:
    """Call it off."""
    question = find_appointed(request.actor, pid)
    actions.call_off(question, by=request.actor)
    messages.success(request, _("The appointment is called off."))
    return redirect(question)
