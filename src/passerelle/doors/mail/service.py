"""The mail service that is named in the settings, if there is one: whether it is really the one that comes, and what it sent.

Forms and signatures of each service are known to django-anymail, an extra. Its views are asked to check and to read; they answer to
nobody, because whatever goes wrong with what a stranger sent must end here.
"""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Callable, Mapping
from importlib import import_module
from importlib.util import find_spec
from typing import Any, TypeVar

from django.conf import settings
from django.http import HttpRequest

from passerelle.notifications.mailing.inbound import inbound_parts
from passerelle.wiring import MAIL_SERVICES

Said = TypeVar("Said")


class Refusing(Exception):
    """Why a request is refused, in words that hold nothing of it, and the status it is answered with."""

    def __init__(self, status: int, why: str) -> None:
        """Keep both."""
        super().__init__(why)
        self.status = status


def view_of(kind: str) -> Any | None:
    """Anymail's view of our service for ``Tracking`` or ``Inbound``; None unless everything it needs is there."""
    chosen = settings.PASSERELLE
    service = MAIL_SERVICES.get(chosen.mail_service)
    if service is None or not all(chosen.mail_service_secret.partition(":")[::2]) or not find_spec("anymail"):
        return None
    if (service.key and not chosen.mail_service_key) or (
        kind == "Inbound" and not (service.brings_mail and inbound_parts())
    ):
        return None
    known = vars(import_module(f"anymail.webhooks.{chosen.mail_service}"))
    view = next(each for name, each in known.items() if name.endswith(f"{kind}WebhookView"))
    key = {service.key: chosen.mail_service_key} if service.key else {}
    return view(webhook_secret=chosen.mail_service_secret, **key)


def listen(view: Any, request: HttpRequest, largest: int, read: Callable[[Any], Said | None]) -> list[Said]:
    """What the service says; raises Refusing for others, and for what nobody can read. Who has no secret has no body read either."""
    from anymail.webhooks.base import AnymailBasicAuthMixin  # noqa: PLC0415  # of the extra

    _check(lambda: AnymailBasicAuthMixin.validate_request(view, request), 403, "its secret is wrong")
    _read_body(request, largest)
    _check(lambda: view.run_validators(request), 403, "its signature is wrong")
    told = _check(
        lambda: [read(event) for event in view.parse_events(request)], 400, "it is nothing this address knows"
    )
    return [said for said in told if said is not None]


def raw_mail(event: Any) -> bytes:
    """The mail a service brings, as it came, with the address it came to above it. Headers somebody decoded could name another sender."""
    raw: str | bytes = _RAW[settings.PASSERELLE.mail_service](event.esp_event)
    to = "".join(each for each in event.message.envelope_recipient or "" if each.isprintable())
    head = f"Delivered-To: {to}\n".encode() if to else b""
    return head + (raw if isinstance(raw, bytes) else raw.encode("utf-8", "replace"))


def _relayed(said: Any) -> str | bytes:
    content = said["msys"]["relay_message"]["content"]
    raw = content["email_rfc822"]
    return b64decode(raw) if content["email_rfc822_is_base64"] else str(raw)


_RAW: Mapping[str, Callable[[Any], str | bytes]] = {
    "mailgun": lambda request: str(request.POST["body-mime"]),
    "postmark": lambda said: str(said["RawEmail"]),
    "sparkpost": _relayed,
}


def _read_body(request: HttpRequest, largest: int) -> None:
    """Read what is no form, which Django would take less of; forms are read and measured by now."""
    if int(request.META.get("CONTENT_LENGTH") or 0) > largest:
        raise Refusing(413, "it is too large")
    if request.content_type not in ("multipart/form-data", "application/x-www-form-urlencoded"):
        request._body = request.read(largest + 1)  # where Django's own property keeps it


def _check(tried: Callable[[], Any], status: int, why: str) -> Any:
    try:
        return tried()
    except Exception as error:  # whatever a stranger can make a reader do
        raise Refusing(status, f"{why} ({type(error).__name__})") from None
