"""Uploads and files. Each GET asks the text the file hangs on."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, HttpResponseBase, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from passerelle.contributions import actions
from passerelle.contributions.lookup import find_attachment
from passerelle.contributions.reading import files
from passerelle.journal.decision import Refused
from passerelle.people.middleware import PersonRequest
from passerelle.work.idempotency import outside_transaction


@outside_transaction  # a child process makes the picture anew: nobody else shall wait for the database meanwhile
@login_required
@require_POST
def upload(request: PersonRequest) -> HttpResponse:
    """Take one file for a text that is being written."""
    file = request.FILES.get("file")
    if file is None:
        return JsonResponse({"error": _("Choose a file first.")}, status=422)
    try:
        return JsonResponse(files.described(actions.upload(file, by=request.actor)), status=201)
    except Refused as refusal:
        return JsonResponse({"error": str(refusal.reason)}, status=422)


@login_required
@require_GET
def show(request: PersonRequest, pid: str, size: str = "") -> HttpResponseBase:
    """The file, or a size of a picture."""
    return files.response(find_attachment(request.actor, pid), size, request.headers)
