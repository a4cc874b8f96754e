"""Work of the spine that comes back or comes later."""

from __future__ import annotations

from datetime import timedelta

from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Q

from passerelle.contributions.actions import publish
from passerelle.contributions.models import Attachment, Contribution, Standing
from passerelle.journal.actor import system_actor
from passerelle.lib.clock import now
from passerelle.work.schedules import every
from passerelle.work.tasks import task

UNUSED_AFTER = timedelta(days=30)  # a draft may wait that long for its author


@every(timedelta(minutes=1))
@task("contributions.publish_due")
def publish_due() -> None:
    """Let scheduled contributions appear whose time has come."""
    due = Contribution.objects.unscoped("scheduled ones that are due").filter(
        standing=Standing.SCHEDULED, scheduled_for__lte=now(), home__archived_at=None
    )
    for contribution in due.order_by("scheduled_for")[:200]:
        publish(contribution, by=system_actor())


@every(timedelta(hours=6))
@task("contributions.forget_unused_files")
def forget_unused_files() -> None:
    """Delete files whose text was taken back, or never sent."""
    old = Q(owner=None) | Q(created_at__lt=now() - UNUSED_AFTER)
    unused = Attachment.objects.unscoped("files nobody uses").filter(old, post=None)
    for pk in unused.values_list("pk", flat=True)[:500]:
        with transaction.atomic():
            for attachment in unused.select_for_update().filter(pk=pk):  # unless it was put on a text just now
                for name in stored_names(attachment):
                    default_storage.delete(name)
                attachment.delete()


def stored_names(attachment: Attachment) -> list[str]:
    """Every stored file of an attachment."""
    renditions = attachment.renditions
    if "original" in renditions:
        return [renditions["original"]]
    return [name for formats in renditions.get("sizes", {}).values() for name in formats.values()]
