"""The key by which push services know this installation (VAPID, RFC 8292), and the proof that goes with each message."""

from __future__ import annotations

import base64
from email.utils import parseaddr
from functools import lru_cache
from importlib.util import find_spec
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings

LASTS = 12 * 60 * 60  # seconds a proof is good for; services refuse more than a day


def is_possible() -> bool:
    """Whether the packages of the extra ``push`` are there."""
    return all(find_spec(name) for name in ("http_ece", "py_vapid"))


def public_key() -> str:
    """What browsers are given, so that only we may tell them; empty where pushing is not possible."""
    if not is_possible():
        return ""
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat  # noqa: PLC0415  # of the extra

    point = _signer(_private_key()).public_key.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    return _written(point)


def proof(endpoint: str, moment: float) -> str:
    """The Authorization header for one endpoint."""
    parts = urlsplit(endpoint)
    sender = parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
    claims = {
        "aud": f"{parts.scheme}://{parts.netloc}",
        "exp": int(moment) + LASTS,
        "sub": settings.BASE_URL if settings.HTTPS else f"mailto:{sender}",
    }
    return str(_signer(_private_key()).sign(claims)["Authorization"])


def _private_key() -> str:
    environment = settings.PASSERELLE
    return str(environment.push_key or environment.kept_secret("push.key", _new_key))


def _new_key() -> str:
    from cryptography.hazmat.primitives.asymmetric import ec  # noqa: PLC0415  # of the extra

    number = ec.generate_private_key(ec.SECP256R1()).private_numbers().private_value
    return _written(number.to_bytes(32))


def _written(key: bytes) -> str:
    return base64.urlsafe_b64encode(key).rstrip(b"=").decode()


@lru_cache(maxsize=1)
def _signer(private: str) -> Any:
    from py_vapid import Vapid02  # noqa: PLC0415  # of the extra

    return Vapid02.from_raw(private.encode())
