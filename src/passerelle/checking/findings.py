"""What a check says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from django.apps import apps
from django.utils.translation import gettext


class Level(StrEnum):
    """Wrong: Passerelle will not work as it should. Risky: it works, and somebody may regret it."""

    WRONG = "wrong"
    RISKY = "risky"


@dataclass(frozen=True, slots=True)
class Finding:
    """One sentence about one thing, with what to do."""

    level: Level
    message: str
    blanks: Mapping[str, object] = field(default_factory=dict)

    @property
    def sentence(self) -> str:
        """In the reader's language; in English while Django is not loaded, which is what it may be about."""
        said = gettext(self.message) if apps.ready else self.message
        return said % self.blanks if self.blanks else said


def wrong(message: str, **blanks: object) -> Finding:
    """It will not work as it should; ``message`` is a msgid, ``blanks`` what is filled in."""
    return Finding(Level.WRONG, message, blanks)


def risky(message: str, **blanks: object) -> Finding:
    """It works, and somebody may regret it."""
    return Finding(Level.RISKY, message, blanks)
