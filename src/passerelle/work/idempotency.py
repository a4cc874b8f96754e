"""Every write is one transaction with its receipt; the same key gets the first answer again."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from typing import cast

from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import resolve
from django.utils.translation import gettext as _

from passerelle.work.models import Receipt

SAFE = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})
KEY = re.compile(r"[A-Za-z0-9_-]{1,64}")
LARGEST_KEPT = 64 * 1024
_NOT_CONTENT = frozenset({"csrfmiddlewaretoken", "_key"})


class IdempotencyMiddleware:
    """Opens one transaction around every unsafe request; an answer of 400 or above undoes it whole.

    Views marked ``outside_transaction`` open their own, later: they do slow work first.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Keep the next handler."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Run the write once, or replay its answer."""
        if request.method in SAFE or getattr(resolve(request.path_info).func, "outside_transaction", False):
            return self.get_response(request)
        key = request.headers.get("Idempotency-Key") or request.POST.get("_key", "")
        with transaction.atomic():
            if not (request.user.is_authenticated and KEY.fullmatch(key)):
                return self._run(request)
            return self._once(request, key)

    def _once(self, request: HttpRequest, key: str) -> HttpResponse:
        """The receipt is inserted first: a second request with the same key waits for it, then replays."""
        digest = request_hash(request)
        try:
            with transaction.atomic():
                receipt = Receipt.objects.create(person_id=cast(int, request.user.pk), key=key, request_hash=digest)
        except IntegrityError:
            receipt = Receipt.objects.get(person_id=cast(int, request.user.pk), key=key)
            return _replay(receipt) if receipt.request_hash == digest else _other_request(request)
        response = self._run(request)
        if response.status_code < 400:
            _keep(receipt, response)
        return response

    def _run(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code >= 400:
            transaction.set_rollback(True)
        return response


def request_hash(request: HttpRequest) -> str:
    """A digest of method, path, fields and files, without the token and the key."""
    digest = hashlib.sha256(f"{request.method} {request.get_full_path()}".encode())
    for name, values in sorted(request.POST.lists()):
        if name not in _NOT_CONTENT:
            digest.update(repr((name, values)).encode("utf-8", "surrogatepass"))
    for name, files in sorted(request.FILES.lists()):
        for file in files:
            digest.update(f"{name} {file.name} {file.size}".encode())
    if not request.POST and not request.FILES:
        digest.update(request.body)
    return digest.hexdigest()


def _keep(receipt: Receipt, response: HttpResponse) -> None:
    receipt.status = response.status_code
    receipt.location = response.headers.get("Location", "")[:2_000]
    receipt.content_type = response.headers.get("Content-Type", "")[:100]
    if not response.streaming and len(response.content) <= LARGEST_KEPT:
        receipt.body = response.content.decode(response.charset or "utf-8", "replace")
    receipt.save()


def _replay(receipt: Receipt) -> HttpResponse:
    response = HttpResponse(receipt.body, status=receipt.status, content_type=receipt.content_type or None)
    if receipt.location:
        response["Location"] = receipt.location
    response["Idempotent-Replay"] = "true"
    return response


def _other_request(request: HttpRequest) -> HttpResponse:
    transaction.set_rollback(True)
    context = {
        "title": _("This form was sent before"),
        "text": _("With the same key something else was sent. Reload the page and send it again."),
        "status": 422,
    }
    return render(request, "error.html", context, status=422)
