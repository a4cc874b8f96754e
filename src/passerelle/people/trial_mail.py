"""A mail to see whether mail works."""

from __future__ import annotations

from smtplib import SMTPException

from django.utils.translation import gettext as _

from passerelle.people.letters import letter
from passerelle.ui.letters.writing import Foot, Letter


def send_trial_mail(to: str) -> str:
    """Send it at once; returns what stood in the way, empty when the mail server took it."""
    try:
        trial_letter(to).send()
    except (SMTPException, OSError) as error:
        return str(error)[:200] or type(error).__name__
    return ""


def trial_letter(to: str) -> Letter:
    """It says that it came."""
    foot = Foot(_("You get this because somebody tried whether mail works."))
    return letter("people/mail/trial", _("A mail from Passerelle"), to, {}, foot=foot)
