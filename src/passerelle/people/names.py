"""How names are ordered."""

from __future__ import annotations

import unicodedata

from passerelle.lib.text import one_line

LENGTH = 120


def sort_key(name: str) -> str:
    """The family name first, as far as one can tell, without accents and capitals: ``Léa Morel`` → ``morel lea``."""
    given, _space, family = one_line(name, LENGTH).rpartition(" ")
    return folded(f"{family} {given}")


def folded(text: str) -> str:
    """Text without accents and capitals, for ordering and finding."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in plain if not unicodedata.combining(letter)).strip()[:LENGTH]
