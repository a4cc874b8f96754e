"""Looking into the mailbox, again and again; forgetting what came long ago."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings

from passerelle.doors.mail.fetching import fetch
from passerelle.doors.mail.models import Received
from passerelle.lib.clock import now
from passerelle.notifications.mailing.inbound import AGE
from passerelle.work.schedules import every
from passerelle.work.tasks import task

KEPT = AGE + timedelta(days=30)


@every(timedelta(minutes=1))
@task("doors_mail.fetch", max_attempts=1)  # the next minute is the next attempt
def fetch_mail() -> None:
    """Take in what came by mail since the last time."""
    if settings.PASSERELLE.inbound_url:
        fetch(settings.PASSERELLE.inbound_url, settings.PASSERELLE.inbound_authserv)


@every(timedelta(hours=12))
@task("doors_mail.forget_received")
def forget_received() -> None:
    """Delete what is known of mails that could not be taken again: what they answer is too old by now."""
    Received.objects.filter(at__lt=now() - KEPT).delete()
