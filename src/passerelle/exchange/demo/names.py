"""What is the same in every demo: the public ids of the cast, and choices that look random."""

from __future__ import annotations

import hashlib

from passerelle.lib.ids import derived_public_id


def pid_of(noun: str, key: str) -> str:
    """The public id of a thing of the story; no real installation has it."""
    return derived_public_id(_digest("pid", noun, key))


def chance(*about: object) -> float:
    """A number from 0 up to 1 that looks random and is the same every time for the same words."""
    return int.from_bytes(_digest("chance", *about)[:6]) / 2**48


def _digest(*words: object) -> bytes:
    return hashlib.sha256("\0".join(map(str, ("maison-orsel", *words))).encode()).digest()
