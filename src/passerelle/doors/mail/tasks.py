"""Looking into the mailbox, again and again; forgetting what came long ago."""

from __future__ import annotations

import imaplib
import logging
from datetime import timedelta

from django.conf import settings

from passerelle.doors.mail.fetching import fetch
from passerelle.doors.mail.models import Received
from passerelle.lib.clock import now
from passerelle.notifications.mailing.inbound import AGE
from passerelle.work.schedules import every
from passerelle.work.tasks import task

logger = logging.getLogger(__name__)
KEPT = AGE + timedelta(days=30)


@every(timedelta(minutes=1))
@task("doors_mail.fetch", max_attempts=1)
def fetch_mail() -> None:
    """Take in what came by mail since the last time. The next minute is the next attempt, so a mailbox that is away is only logged."""
    if not settings.PASSERELLE.inbound_url:
        return
    try:
        fetch(settings.PASSERELLE.inbound_url, settings.PASSERELLE.inbound_authserv)
    except (OSError, imaplib.IMAP4.error) as error:
        logger.error("The mailbox of PASSERELLE_INBOUND_URL cannot be read: %s", error)


@every(timedelta(hours=12))
@task("doors_mail.forget_received")
def forget_received() -> None:
    """Delete what is known of mails that could not be taken again: what they answer is too old by now."""
    Received.objects.filter(at__lt=now() - KEPT).delete()
