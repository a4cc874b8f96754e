"""Views that write; a job is what each leaves behind."""

from __future__ import annotations

import time

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.views.decorators.csrf import csrf_exempt

from passerelle.work.idempotency import outside_transaction
from passerelle.work.models import Job


def note(request: HttpRequest) -> int:
    return Job.objects.create(task="tests.note").pk


def write(request: HttpRequest) -> HttpResponse:
    return redirect(f"/written/{note(request)}/")


def write_slowly(request: HttpRequest) -> HttpResponse:
    number = note(request)
    time.sleep(0.3)
    return redirect(f"/written/{number}/")


def partial(request: HttpRequest) -> HttpResponse:
    return HttpResponse(f"<p>é{note(request)}</p>", headers={"HX-Trigger": "noted", "X-Other": "1"})


def large(request: HttpRequest) -> HttpResponse:
    note(request)
    return HttpResponse("x" * 70_000, status=201, headers={"Location": "/large/"})


def stream(request: HttpRequest) -> StreamingHttpResponse:
    note(request)
    return StreamingHttpResponse(iter(["a", "b"]))


def invalid(request: HttpRequest) -> HttpResponse:
    return HttpResponse(str(note(request)), status=422)


def broken(request: HttpRequest) -> HttpResponse:
    note(request)
    raise LookupError


@outside_transaction
def slow_upload(request: HttpRequest) -> HttpResponse:
    note(request)
    return HttpResponse(status=500)


views = (write, write_slowly, partial, large, stream, invalid, broken, slow_upload)
urlpatterns = [*[path(f"{view.__name__}/", csrf_exempt(view)) for view in views], path("checked/", write)]
