"""Every write is one transaction with its receipt; the same key gets the first answer again.

Requests of nobody in particular (signing in, a public form) pass as they are: there is no one a key could belong to, and their verbs
open their own transactions. So do the views of allauth, which send mail while they answer, and those marked ``outside_transaction``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any, TypeVar, cast

from django.db import transaction
from django.db.models import JSONField, TextField, Value
from django.db.models.functions import Cast
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import render
from django.urls import resolve
from django.utils.translation import gettext as _

from passerelle.lib.changing import RowChange, changing
from passerelle.lib.hands import waiting
from passerelle.lib.inserting import insert_unless_there
from passerelle.lib.sent_words import sent_words
from passerelle.work.models import Receipt
from passerelle.work.request_hash import request_hash

SAFE = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})
KEY = re.compile(r"[A-Za-z0-9_-]{1,64}")
LARGEST_KEPT = 64 * 1024
KEPT_HEADERS = ("Location", "Content-Type", "Vary")  # and those htmx reads, which start with HX-

View = TypeVar("View", bound=Callable[..., Any])


def outside_transaction(view: View) -> View:
    """Mark a view that does slow work (an upload, an outbound request) and opens its own transaction after it."""
    view.outside_transaction = True  # type: ignore[attr-defined]  # functions take attributes
    return view


def writes_nothing(view: View) -> View:
    """Mark a view that only answers to a form that is still being filled in: there is nothing to keep, nor to undo."""
    view.writes_nothing = True  # type: ignore[attr-defined]  # functions take attributes
    return view


class IdempotencyMiddleware:
    """Opens one transaction around every unsafe request of a person; an answer of 400 or above undoes it whole.

    With a key, in the header ``Idempotency-Key`` or the form field ``_key``, the request is executed once: a second one waits for
    the first and gets its answer.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Keep the next handler."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Run the write once, or answer as before."""
        if request.method in SAFE or hasattr(resolve(request.path_info).func, "writes_nothing"):
            return self.get_response(request)
        if _is_outside(request):
            with waiting():  # for another program, or another machine
                return self.get_response(request)
        if not request.user.is_authenticated:
            return self.get_response(request)
        return once(request, self.get_response)


def once(request: HttpRequest, answer: Callable[[HttpRequest], HttpResponse]) -> HttpResponse:
    """What the middleware does for a write; a view outside asks for it when its slow work is done."""
    key = request.headers.get("Idempotency-Key") or request.POST.get("_key")
    if not key:
        with transaction.atomic():
            return _run(request, answer)
    if not KEY.fullmatch(key):
        return HttpResponseBadRequest(
            "An idempotency key has 1 to 64 letters, digits, - or _.", content_type="text/plain"
        )
    return _with_receipt(request, answer, key, request_hash(request)) or _other_request(request)


def _with_receipt(
    request: HttpRequest, answer: Callable[[HttpRequest], HttpResponse], key: str, digest: str
) -> HttpResponse | None:
    """The answer, or None when the key came with something else.

    The receipt is inserted first. On PostgreSQL a second request with the key waits there until the first has ended; on SQLite
    it waited for its turn to write.
    """
    person_id = cast(int, request.user.pk)
    with transaction.atomic():
        receipt = Receipt(person_id=person_id, key=key, request_hash=digest)
        if not insert_unless_there(receipt):
            receipt = Receipt.objects.get(person_id=person_id, key=key)
            return _replay(receipt) if receipt.request_hash == digest else None
        response = _run(request, answer)
        if response.status_code < 400:
            _keep(receipt, response)
        return response


def _run(request: HttpRequest, answer: Callable[[HttpRequest], HttpResponse]) -> HttpResponse:
    response = answer(request)
    if response.status_code >= 400:
        transaction.set_rollback(True)
    return response


def _is_outside(request: HttpRequest) -> bool:
    view = resolve(request.path_info).func
    return hasattr(view, "outside_transaction") or view.__module__.startswith("allauth.")


def _keep(receipt: Receipt, response: HttpResponse) -> None:
    kept = {name: value for name, value in response.items() if name in KEPT_HEADERS or name.upper().startswith("HX-")}
    fits = not response.streaming and len(response.content) <= LARGEST_KEPT
    _answered(receipt.pk, response.status_code, json.dumps(kept), response.text if fits else "")


@changing
def _answered(receipt: int, status: int, headers: str, body: str) -> RowChange:
    written = Cast(Value(headers, TextField()), JSONField())
    return RowChange(Receipt.objects.filter(pk=receipt), {"status": status, "headers": written, "body": body})


def _replay(receipt: Receipt) -> HttpResponse:
    response = HttpResponse(receipt.body, status=receipt.status, headers=receipt.headers)
    response["Idempotent-Replay"] = "true"
    return response


def _other_request(request: HttpRequest) -> HttpResponse:
    title = _("This form was sent before")
    text = _("It was sent with other contents, and those were kept. Copy what is new, and open the form again.")
    return render(
        request, "error.html", {"title": title, "text": text, "status": 422, "sent": sent_words(request)}, status=422
    )
