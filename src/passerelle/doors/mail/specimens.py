"""Specimens of the mail that says that a mail was not taken."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from passerelle.doors.mail.models import Verdict
from passerelle.doors.mail.telling import WHY, not_taken
from passerelle.people.models import Person
from passerelle.ui.letters.specimens import specimen
from passerelle.ui.letters.writing import Letter

URL = "https://passerelle.example/c/k3v9/"


@specimen("mail-not-taken", gettext_noop("A mail that was not taken"))
def refused() -> Letter:
    """A reply that came too late, kept as a draft."""
    return _letter(taken=False, kept=True, title="Spotlights <above> the fitting rooms", why=_(WHY[Verdict.OFTEN]))


@specimen("mail-not-whole", gettext_noop("A mail that was not taken whole"))
def not_whole() -> Letter:
    """A reply that was published without its file."""
    return _letter(taken=True, reason="drawing.exe")


def _letter(*, taken: bool, kept: bool = False, title: str = "", why: str = "", reason: str = "") -> Letter:
    context = {"taken": taken, "kept": kept, "title": title, "why": why, "reason": reason, "url": URL}
    return not_taken(Person(pk=1, email="noemie@orsel.example"), context, {})
