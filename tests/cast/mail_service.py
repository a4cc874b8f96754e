"""A mail service: what it tells and brings, in the forms of Postmark and Mailgun, and how it comes to us."""

from __future__ import annotations

import hashlib
import hmac
import json
from base64 import b64encode
from typing import Any

from django.test import Client
from pytest_django import Settings

EVENTS, INBOUND = "/mail/hooks/events/", "/mail/hooks/inbound-mime/"
SECRET, KEY = "hub:a long secret", "a signing key"


def named(settings: Settings, service: str, **further: str) -> None:
    """Name a mail service in the settings."""
    told = {"mail_service": service, "mail_service_secret": SECRET, "mail_service_key": KEY, **further}
    settings.PASSERELLE = settings.PASSERELLE.model_copy(update=told)


def tell(said: object, to: str = EVENTS, *, secret: str = SECRET, **headers: str) -> int:
    """The service comes, and is answered."""
    content = said if isinstance(said, bytes) else json.dumps(said).encode()
    headers["Authorization"] = f"Basic {b64encode(secret.encode()).decode()}"
    client = Client(raise_request_exception=False)
    return client.generic("POST", to, content, "application/json", headers=headers).status_code


def came_back(kind: str = "HardBounce", number: int = 42, address: str = "Ada@orsel.example", details: str = "") -> Any:
    """What Postmark tells of a mail that came back."""
    return {
        "RecordType": "SpamComplaint" if kind == "SpamComplaint" else "Bounce",
        "ID": number,
        "Type": kind,
        "MessageID": "883953f4-6105-42a2-a16a-77a8eac79483",
        "Email": address,
        "From": "passerelle@orsel.example",
        "BouncedAt": "2026-07-01T14:49:41Z",
        "Details": details,
        "Inactive": True,
        "Subject": "Bread",
    }


def failed(code: str = "5.1.1", event: str = "failed", token: str = "t1", *, key: str = KEY, **further: object) -> Any:
    """What Mailgun tells of one, signed."""
    moment = "1782917381"
    signature = hmac.new(key.encode(), f"{moment}{token}".encode(), hashlib.sha256).hexdigest()
    return {
        "signature": {"timestamp": moment, "token": token, "signature": signature},
        "event-data": {
            "event": event,
            "id": "G9Bn5sl1TC6nu79C8C0bwg",
            "timestamp": 1782917381.5,
            "severity": "permanent",
            "reason": "bounce",
            "recipient": "ada@orsel.example",
            "delivery-status": {"code": 550, "message": f"{code} said the server", "description": ""},
            "message": {"headers": {"to": "ada@orsel.example", "message-id": "1@orsel.example"}},
            **further,
        },
    }


def brought(raw: bytes) -> Any:
    """What Postmark makes of a mail that came in."""
    return {
        "FromFull": {"Email": "ada@orsel.example", "Name": "", "MailboxHash": ""},
        "ToFull": [{"Email": "hub@orsel.example", "Name": "", "MailboxHash": ""}],
        "OriginalRecipient": "",
        "Subject": "Re: Bread",
        "MessageID": "22c74902-a0c1-4511-804f-341342852c90",
        "TextBody": "Not what the mail says",
        "Headers": [{"Name": "X-Spam-Status", "Value": "No"}],
        "RawEmail": raw.decode(),
    }
