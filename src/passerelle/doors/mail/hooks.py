"""Where a mail service comes to say what became of our mails, and to bring mail for us.

What it says is carried out before it is answered, each thing in its own transaction with the row that makes it happen once. So a service
that gets no answer comes again, and nothing is lost or doubled. Who is refused gets a word, and nothing of what they sent is logged.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any, NamedTuple

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed

from passerelle.doors.mail.models import Verdict
from passerelle.doors.mail.receiving import LARGEST, receive
from passerelle.doors.mail.returned import note_returned, returned
from passerelle.doors.mail.service import Refusing, listen, raw_mail, view_of

logger = logging.getLogger(__name__)
_ANSWERS = {200: "ok", 400: "not understood", 403: "refused", 413: "too large"}


class Hook(NamedTuple):
    """One address: which view of anymail reads what comes, how many bytes at most, what that means, and what is done with it."""

    kind: str
    largest: int
    read: Callable[[Any], Any]
    carry_out: Callable[[Any], None]


def answer(request: HttpRequest, hook: Hook) -> HttpResponse:
    """Listen to the mail service; raises Http404 where none is named, and whatever keeps us from doing what it says."""
    view = view_of(hook.kind)
    if view is None:
        raise Http404
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    status = 200
    try:
        for said in listen(view, request, hook.largest, hook.read):
            hook.carry_out(said)
    except Refusing as refusing:
        status = refusing.status
        logger.warning("A request to %s is refused with %s: %s", request.path, status, refusing)
    return HttpResponse(_ANSWERS[status], content_type="text/plain", status=status)


def _take(raw: bytes) -> None:
    outcome = receive(raw, settings.PASSERELLE.inbound_authserv)
    if outcome.verdict == Verdict.UNREADABLE:  # nobody can be told, so the service keeps it, and shows that it failed
        raise Refusing(400, "nobody can read the mail")
    logger.info("mail %s: %s", outcome.received_id or "", outcome.verdict)


EVENTS = Hook("Tracking", settings.DATA_UPLOAD_MAX_MEMORY_SIZE, returned, note_returned)
INBOUND = Hook("Inbound", LARGEST, raw_mail, _take)
