"""Public ids: random, short, safe to read aloud."""

from __future__ import annotations

import secrets

ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"
LENGTH = 12


def new_public_id() -> str:
    """Return 12 random characters (59 bits) without letters that look alike."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
