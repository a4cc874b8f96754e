"""Smaller answers on the wire: Brotli where the browser takes it, else gzip, both at the level where a page costs least altogether."""

from __future__ import annotations

import gzip
import secrets
from collections.abc import Callable

import brotli
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

SHORTEST = 500  # bytes; below, the header costs more than is saved
MOST_PADDING = 100


class CompressionMiddleware:
    """Compresses whole answers; streams, and what is compressed already, pass as they are.

    Django's own gzip spends more time on a page than the page itself. Like it, this pads every answer by a random length, so that
    nobody learns from sizes what a page holds beside words they slipped into it.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Keep the next handler."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, compressed if the browser understands and it is worth it."""
        response = self.get_response(request)
        if response.streaming or response.has_header("Content-Encoding") or len(response.content) < SHORTEST:
            return response
        patch_vary_headers(response, ("Accept-Encoding",))
        taken = {name.partition(";")[0].strip() for name in request.headers.get("Accept-Encoding", "").split(",")}
        for name, compress in _WAYS.items():
            if name in taken:
                response.content = compress(response.content)
                response["Content-Encoding"] = name
                response["X-Padding"] = "0" * secrets.randbelow(MOST_PADDING)
                _weaken(response)
                break
        if response.has_header("Content-Length"):
            response["Content-Length"] = str(len(response.content))
        return response


def _brotli(content: bytes) -> bytes:
    return bytes(brotli.compress(content, quality=0, lgwin=18))


def _gzip(content: bytes) -> bytes:
    return gzip.compress(content, compresslevel=3, mtime=0)


_WAYS = {"br": _brotli, "gzip": _gzip}


def _weaken(response: HttpResponse) -> None:
    """The same page in another wrapping is equal only in meaning."""
    etag = response.headers.get("ETag", "")
    if etag.startswith('"'):
        response["ETag"] = f"W/{etag}"
