"""Views that show what a server does."""

from __future__ import annotations

import asyncio
import io
import threading
import time
from collections.abc import AsyncIterator, Iterator

from django.contrib.auth import get_user_model
from django.http import FileResponse, HttpRequest, HttpResponse, StreamingHttpResponse
from django.urls import path

from passerelle.work.serving.threads import on_page_thread

LARGE = b"0123456789abcdef" * 65_536
open_streams = 0
closed = threading.Event()
together = threading.Barrier(4, timeout=60)


def hello(request: HttpRequest) -> HttpResponse:
    return HttpResponse(f"hello {request.GET.get('name', '')}")


def read(request: HttpRequest) -> HttpResponse:
    return HttpResponse(str(get_user_model().objects.count()))


def meet(request: HttpRequest) -> HttpResponse:
    together.wait()
    return HttpResponse(threading.current_thread().name)


def sleep(request: HttpRequest) -> HttpResponse:
    time.sleep(0.5)
    return HttpResponse("slept")


def measure(request: HttpRequest) -> HttpResponse:
    size = 0
    while chunk := request.read(65_536):
        size += len(chunk)
    return HttpResponse(str(size))


def fields(request: HttpRequest) -> HttpResponse:
    return HttpResponse(f"{request.POST['name']} {request.FILES['file'].size}")


def broken(request: HttpRequest) -> HttpResponse:
    raise LookupError("the secret of a person")


def leave(request: HttpRequest) -> HttpResponse:
    raise SystemExit


def file(request: HttpRequest) -> FileResponse:
    return FileResponse(io.BytesIO(LARGE), filename="large.bin", as_attachment=True)


def rows(request: HttpRequest) -> StreamingHttpResponse:
    def names() -> Iterator[str]:
        try:
            for _ in range(3):
                yield f"{get_user_model().objects.count()} {threading.current_thread().name}\n"
        finally:
            closed.set()

    return StreamingHttpResponse(names())


def endless(request: HttpRequest) -> StreamingHttpResponse:
    async def ticks() -> AsyncIterator[str]:
        global open_streams
        open_streams += 1
        try:
            while True:
                yield f"data: {await on_page_thread(get_user_model().objects.count)}\n\n"
                await asyncio.sleep(0.05)
        finally:
            open_streams -= 1

    return StreamingHttpResponse(ticks(), content_type="text/event-stream")


async def native(request: HttpRequest) -> HttpResponse:
    await asyncio.sleep(0)
    return HttpResponse("from a coroutine")


def cookies(request: HttpRequest) -> HttpResponse:
    response = HttpResponse(status=204)
    response.set_cookie("one", "1", httponly=True)
    response.set_cookie("two", "2")
    return response


urlpatterns = [
    path(f"{view.__name__}/", view)
    for view in (hello, read, meet, sleep, measure, fields, broken, leave, file, rows, endless, native, cookies)
]
