"""Encrypts a message so that only the browser it is for can read it (RFC 8291); the push service in between cannot."""

from __future__ import annotations

import base64
import binascii
import os

POINT, SECRET = 65, 16  # bytes of a browser's key and of its secret


def seal(message: bytes, p256dh: str, auth: str) -> bytes:
    """The body for a push service. Raises ValueError for keys that are none."""
    import http_ece  # noqa: PLC0415  # of the extra
    from cryptography.hazmat.primitives.asymmetric import ec  # noqa: PLC0415  # the same

    sealed: bytes = http_ece.encrypt(
        message,
        salt=os.urandom(16),
        private_key=ec.generate_private_key(ec.SECP256R1()),
        dh=_read(p256dh),
        auth_secret=_read(auth),
        version="aes128gcm",
    )
    return sealed


def are_keys(p256dh: str, auth: str) -> bool:
    """Whether these are a point of the curve and a secret, as browsers make them."""
    from cryptography.hazmat.primitives.asymmetric import ec  # noqa: PLC0415  # of the extra

    try:
        point, secret = _read(p256dh), _read(auth)
        ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), point)
    except (ValueError, binascii.Error):
        return False
    return len(point) == POINT and len(secret) == SECRET


def _read(text: str) -> bytes:
    return base64.urlsafe_b64decode(text.encode() + b"=" * (-len(text) % 4))
