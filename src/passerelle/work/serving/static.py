"""Static files, sent from the event loop: they never wait behind pages."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpResponse
from whitenoise.middleware import WhiteNoiseMiddleware
from whitenoise.responders import Redirect, StaticFile

from passerelle.work.serving.body import Scope, Send

CHUNK = 256 * 1024
ASKED = {
    b"accept-encoding": "HTTP_ACCEPT_ENCODING",
    b"if-none-match": "HTTP_IF_NONE_MATCH",
    b"if-modified-since": "HTTP_IF_MODIFIED_SINCE",
    b"range": "HTTP_RANGE",
}


class StaticFiles:
    """WhiteNoise's list of files, compressed and with their caching headers, without the middleware's way through Django.

    A developer's installation has no list: there the middleware finds files as they change.
    """

    def __init__(self) -> None:
        """Read the folder of collected files."""
        self._files: dict[str, StaticFile | Redirect] = {}
        if not settings.DEBUG:
            self._files = WhiteNoiseMiddleware(lambda request: HttpResponse()).files

    async def send(self, scope: Scope, send: Send) -> bool:
        """Answer if this is the address of a static file; otherwise return False."""
        file = self._files.get(scope["path"])
        if file is None or scope["method"] not in {"GET", "HEAD"}:
            return False
        asked = {ASKED[name]: value.decode("latin-1") for name, value in scope["headers"] if name in ASKED}
        answer = file.get_response(scope["method"], asked)
        headers = [(name.encode(), value.encode()) for name, value in answer.headers]
        headers.append((b"X-Content-Type-Options", b"nosniff"))
        await send({"type": "http.response.start", "status": int(answer.status), "headers": headers})
        if answer.file is not None:
            with answer.file:
                while chunk := answer.file.read(CHUNK):
                    await send({"type": "http.response.body", "body": chunk, "more_body": True})
        await send({"type": "http.response.body", "body": b""})
        return True
