"""A mail to see whether mail works."""

from __future__ import annotations

from smtplib import SMTPException

from django.conf import settings
from django.core.mail import send_mail
from django.utils.translation import gettext as _


def send_trial_mail(to: str) -> str:
    """Send it at once; returns what stood in the way, empty when the mail server took it."""
    try:
        send_mail(_("A mail from Passerelle"), _("Mail works: you are reading it."), settings.DEFAULT_FROM_EMAIL, [to])
    except (SMTPException, OSError) as error:
        return str(error)[:200] or type(error).__name__
    return ""
