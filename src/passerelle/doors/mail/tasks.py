"""Looking into the mailbox, again and again."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings

from passerelle.doors.mail.fetching import fetch
from passerelle.work.schedules import every
from passerelle.work.tasks import task


@every(timedelta(minutes=1))
@task("doors_mail.fetch", max_attempts=1)  # the next minute is the next attempt
def fetch_mail() -> None:
    """Take in what came by mail since the last time."""
    if settings.PASSERELLE.inbound_url:
        fetch(settings.PASSERELLE.inbound_url, settings.PASSERELLE.inbound_authserv)
