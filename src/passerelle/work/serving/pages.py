"""Django's middleware and view for one request, run as a whole in a page thread."""

from __future__ import annotations

from dataclasses import dataclass
from typing import IO, cast

from django.core import signals
from django.core.handlers.asgi import ASGIHandler, get_script_prefix
from django.core.handlers.base import BaseHandler
from django.http import FileResponse, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.urls import set_script_prefix

from passerelle.work.serving.body import Scope
from passerelle.work.serving.requests import AsgiRequest

FILE_CHUNK = 256 * 1024
Headers = list[tuple[bytes, bytes]]


@dataclass(slots=True)
class Page:
    """A whole answer, or with ``stream`` the head of one."""

    status: int
    headers: Headers
    body: bytes = b""
    stream: StreamingHttpResponse | None = None


class PageHandler(ASGIHandler):
    """Django's ASGI handler with the synchronous chain of middleware.

    The stock one goes to a thread and back for every classic middleware, and each request has a thread, hence a database connection,
    of its own. This one is called once, in a thread that stays.
    """

    request_class = AsgiRequest

    def __init__(self) -> None:
        """Load the middleware, not as coroutines."""
        BaseHandler.__init__(self)
        self.load_middleware(is_async=False)

    def answer(self, scope: Scope, body: IO[bytes]) -> Page:
        """Return the answer; when it is no stream, everything it held is closed by then."""
        set_script_prefix(get_script_prefix(scope))
        signals.request_started.send(sender=self.__class__, scope=scope)
        request, refusal = self.create_request(scope, body)
        if request is None:
            body.close()
        response = cast(HttpResponseBase, refusal) if request is None else self.get_response(request)
        response._handler_class = self.__class__  # type: ignore[attr-defined]  # what Django's own handlers do
        if response.streaming:
            if isinstance(response, FileResponse):
                response.block_size = FILE_CHUNK
            return Page(response.status_code, headers(response), stream=cast(StreamingHttpResponse, response))
        page = Page(response.status_code, headers(response), cast(HttpResponse, response).content)
        response.close()
        return page


def headers(response: HttpResponseBase) -> Headers:
    """Headers and cookies as bytes."""
    found = [(name.encode("ascii"), value.encode("latin-1")) for name, value in response.items()]
    found += [(b"Set-Cookie", cookie.output(header="").strip().encode("ascii")) for cookie in response.cookies.values()]
    return found
