"""Public ids: random, short, safe to read aloud."""

from __future__ import annotations

import secrets

ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"
LENGTH = 12


def new_public_id() -> str:
    """Return 12 random characters (59 bits) without letters that look alike."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def derived_public_id(digest: bytes) -> str:
    """Return the public id that a digest of 16 bytes or more stands for; as random as the digest is."""
    number = int.from_bytes(digest[:16])
    letters = []
    for _ in range(LENGTH):
        number, letter = divmod(number, len(ALPHABET))
        letters.append(ALPHABET[letter])
    return "".join(letters)
