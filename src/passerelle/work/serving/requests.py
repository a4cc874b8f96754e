"""Requests of either form, made from whatever a head says."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import TooManyFieldsSent
from django.core.handlers.asgi import ASGIRequest
from django.core.handlers.wsgi import WSGIRequest


class _Tolerant:
    """A Content-Type nobody can read says nothing; Django would break before any page of ours could tell."""

    content_type: str | None
    content_params: dict[str, str] | None
    _encoding: str | None

    def _set_content_type_params(self, meta: dict[str, Any]) -> None:
        try:
            super()._set_content_type_params(meta)  # type: ignore[misc]  # Django's own, of both kinds of request
        except (ValueError, LookupError, TooManyFieldsSent):  # the last two where its charset had the query read again
            self.content_type, self.content_params, self._encoding = "", {}, None


class AsgiRequest(_Tolerant, ASGIRequest):
    """What ``passerelle serve`` makes of a request."""


class WsgiRequest(_Tolerant, WSGIRequest):
    """What any WSGI server makes of one."""
