"""HTTP of the live hints: a stream, and the same as an answer for those whom streams do not reach."""

from __future__ import annotations

import random

from django.core.handlers.asgi import ASGIRequest
from django.http import HttpResponse, HttpResponseBase, JsonResponse, StreamingHttpResponse
from django.views.decorators.http import require_GET

from passerelle.live.changes import decode, encode, missed, present
from passerelle.live.hub import is_full
from passerelle.live.listener import Listener
from passerelle.live.stream import events
from passerelle.live.subjects import subjects_of
from passerelle.people.middleware import PersonRequest


@require_GET
def stream(request: PersonRequest) -> HttpResponseBase:
    """Hints for somebody signed in, as long as they listen; 204 tells a browser not to come back."""
    if not request.actor.is_present:
        return HttpResponse(status=204)
    if not isinstance(request, ASGIRequest) or is_full(request.actor.own_id):
        return _later()
    wanted = request.GET.getlist("on")
    listener = Listener(request.session.session_key or "", wanted, subjects_of(request.actor, wanted))
    since = decode(request.headers.get("Last-Event-ID") or request.GET.get("last", ""))
    response = StreamingHttpResponse(events(listener, since), content_type="text/event-stream; charset=utf-8")
    response["Cache-Control"] = "no-store"
    response["X-Accel-Buffering"] = "no"  # proxies of nginx's kind would hold hints back
    response["Content-Encoding"] = "identity"  # compressing would, too
    return response


@require_GET
def since(request: PersonRequest) -> HttpResponse:
    """What changed after a position, and the present one."""
    if not request.actor.is_present:
        return HttpResponse(status=204)
    position = present()
    subjects = subjects_of(request.actor, request.GET.getlist("on"))
    asked = decode(request.GET.get("entry", ""))
    changes = missed(asked) if asked is not None else None
    hints = subjects.everything() if changes is None else subjects.hints(changes)
    answer = JsonResponse({"entry": encode(position), "changed": [{"type": kind, "id": pid} for kind, pid in hints]})
    answer["Cache-Control"] = "no-store"
    return answer


def _later() -> HttpResponse:
    """Not now: everybody is sent away for a different time, so that they do not come back together."""
    seconds = random.randint(15, 45)  # noqa: S311  # jitter, not a secret
    return HttpResponse(status=503, headers={"Retry-After": str(seconds)})
