"""Reading attached files: once, by a job, in a child with limits; what came of it is kept beside the attachment."""

from __future__ import annotations

from django.conf import settings
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import QuerySet

from passerelle.contributions.models import Attachment
from passerelle.lib.clock import now
from passerelle.lib.documents import MEDIA_TYPES, Problem, Reading, is_document, read_document
from passerelle.lib.languages import detect
from passerelle.search import indexing
from passerelle.search.models import FileText

_REASON = "reading a file shows it to nobody"
_ENOUGH_TO_DETECT = 4_000


def read_file(attachment_id: int) -> None:
    """Read a file that has not been read, and let it be found; its text may be published before or after."""
    attachment = unread().filter(pk=attachment_id).first()
    if attachment is None or not is_document(attachment.mime):
        return
    _keep(attachment, _read(attachment))
    # Looked at after it was kept: whoever publishes meanwhile finds the words there.
    head = Attachment.objects.unscoped(_REASON).filter(pk=attachment_id, post__isnull=False)
    indexing.index_files(head.values_list("post__contribution_id", flat=True))


def unread() -> QuerySet[Attachment]:
    """Files that hold words nobody has read yet: just sent, imported, or from before files were read."""
    return Attachment.objects.unscoped(_REASON).filter(mime__in=MEDIA_TYPES, is_image=False, reading=None)


def _read(attachment: Attachment) -> Reading:
    try:
        with default_storage.open(attachment.renditions["original"]) as file:
            data = file.read()
    except FileNotFoundError:
        return Reading(problem=Problem.DAMAGED)
    return read_document(data, attachment.mime)


@transaction.atomic
def _keep(attachment: Attachment, reading: Reading) -> None:
    """Beside the attachment, unless that is gone by now."""
    if not Attachment.objects.unscoped(_REASON).select_for_update().filter(pk=attachment.pk).exists():
        return
    words = reading.text[:_ENOUGH_TO_DETECT]
    FileText.objects.update_or_create(
        attachment=attachment,
        defaults={
            "text": reading.text,
            "language": detect(words, default=settings.LANGUAGE_CODE) if words else "",
            "problem": reading.problem or "",
            "read_at": now(),
        },
    )
