"""Decision: a rule's answer, with the reason a person reads."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _
from django_stubs_ext import StrOrPromise

from passerelle.lib.text import one_line


@dataclass(frozen=True, slots=True)
class Decision:
    """Allowed or not, and why not. True in a condition when allowed."""

    allowed: bool
    reason: StrOrPromise = ""

    def __bool__(self) -> bool:
        """Let rules read as sentences: ``if may_join(...)``."""
        return self.allowed

    def require(self) -> None:
        """Raise Refused with the reason unless allowed."""
        if not self.allowed:
            raise Refused(self.reason)


class Refused(PermissionDenied):
    """A rule said no; the message is a sentence for the person."""

    def __init__(self, reason: StrOrPromise) -> None:
        """Keep the reason so that pages can show it."""
        super().__init__(reason)
        self.reason = reason


ALLOWED = Decision(True)


def short(text: str, most: int) -> str:
    """A sentence on one line; raises Refused for a longer one, because cutting it would lose words somebody typed."""
    sentence = one_line(text)
    if len(sentence) > most:
        raise Refused(
            _("At most %(limit)s characters, and this has %(count)s.") % {"limit": most, "count": len(sentence)}
        )
    return sentence


def refused(reason: StrOrPromise) -> Decision:
    """No, because."""
    return Decision(False, reason)
