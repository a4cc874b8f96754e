"""The answer to a program that asks again and again: the whole, or that nothing changed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256

from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.utils.translation import get_language

from passerelle.doors.feeds.models import Feed
from passerelle.doors.feeds.subjects import Subject, subject_of
from passerelle.doors.feeds.tokens import opened
from passerelle.journal.actor import Actor
from passerelle.lib.clock import now
from passerelle.notifications.mailing.letters import speaking_to

HOUR = 3_600
MOST_AN_HOUR = 120


@dataclass(frozen=True, slots=True)
class Asked:
    """A feed, its owner as the reader, and what it is about, as they may know it now."""

    feed: Feed
    reader: Actor
    subject: Subject


def serve(
    request: HttpRequest, token: str, make: Callable[[Asked], bytes], content_type: str, name: str
) -> HttpResponse:
    """What ``make`` says to the owner of the address, in their language and time zone; 404 for whatever is not there for them."""
    found = opened(token, calendar=name.endswith(".ics"))
    if found is None:
        raise Http404
    feed, reader = found
    if _is_asked_too_often(feed):
        return HttpResponse(
            "Asked too often. Four times an hour is plenty.", "text/plain", 429, headers={"Retry-After": "900"}
        )
    with speaking_to(feed.owner):
        if subject := subject_of(feed, reader):
            return _answer(request, make(Asked(feed, reader, subject)), content_type, name)
    raise Http404


def _is_asked_too_often(feed: Feed) -> bool:
    """Counted beside the database: reading writes nothing there."""
    key = f"feeds:{feed.pid}:{int(now().timestamp()) // HOUR}"
    asked = cache.get(key, 0) + 1
    cache.set(key, asked, HOUR)
    return bool(asked > MOST_AN_HOUR)


def _answer(request: HttpRequest, content: bytes, content_type: str, name: str) -> HttpResponse:
    """The content, or 304 where the program has these very bytes: they were made of what its owner may read now.

    There is no Last-Modified, because the newest moment of what is shown does not tell that something is no longer shown. The name
    keeps the secret of the address out of what is saved.
    """
    etag = quote_etag(sha256(content).hexdigest()[:32])
    headers = {
        "ETag": etag,
        "Cache-Control": "private, no-cache",
        "Content-Disposition": f'inline; filename="{name}"',
        "Content-Language": get_language() or "",
        "X-Robots-Tag": "noindex",
    }
    response = HttpResponse(content, content_type=f"{content_type}; charset=utf-8", headers=headers)
    answer = get_conditional_response(request, etag=etag, response=response)
    return answer if isinstance(answer, HttpResponse) else response
