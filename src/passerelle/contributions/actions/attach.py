"""Upload a file: images are re-encoded without metadata, everything else is kept for download only."""

from __future__ import annotations

import hashlib
from typing import Any

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from passerelle.contributions.models import Attachment
from passerelle.journal.actor import Actor
from passerelle.journal.decision import Refused
from passerelle.journal.recording import record
from passerelle.lib.file_types import IMAGES, sniff
from passerelle.lib.ids import new_public_id
from passerelle.lib.text import one_line
from passerelle.people.pictures import reencode
from passerelle.people.rules import may_import

# What a browser or an office program could run is not stored at all.
NEVER = frozenset(
    {
        "application/vnd.microsoft.portable-executable",
        "application/x-executable",
        "application/x-ole-storage",
        "image/svg+xml",
        "text/html",
        "text/x-script",
    }
)
LETTERS = {"thumb": "s", "medium": "m", "large": "l"}


def upload(file: UploadedFile[Any], *, by: Actor) -> Attachment:
    """Store a file that its owner will hang on a text; raises Refused with a sentence when it cannot be taken.

    The work on a picture happens before the transaction, so that nobody waits for it.
    """
    if by.person_id is None:
        raise Refused(_("Sign in to add files."))
    return _store(file, by, owner_id=by.person_id)


def upload_imported(file: UploadedFile[Any], *, pid: str, by: Actor) -> Attachment:
    """Store a file of another tool, nobody's until it hangs on its text; raises Refused unless an importer acts, and as ``upload``."""
    may_import(by).require()
    return _store(file, by, pid=pid)


def _store(file: UploadedFile[Any], by: Actor, **whose: Any) -> Attachment:
    content, mime = look_at(file)
    stored: list[str] = []
    try:
        fields = _picture(content, stored) if mime in IMAGES else _other(content, stored)
        with transaction.atomic():
            attachment = Attachment.objects.create(
                name=one_line(file.name or _("file"), 200),
                mime=mime,
                size=len(content),
                sha256=hashlib.sha256(content).hexdigest(),
                **fields,
                **whose,
            )
            record(by, "attachment.uploaded", attachment, image=attachment.is_image)
    except BaseException:
        for name in stored:  # no row speaks of them
            default_storage.delete(name)
        raise
    return attachment


def look_at(file: UploadedFile[Any]) -> tuple[bytes, str]:
    """The bytes of a file and what they are; raises Refused with a sentence when it cannot be taken."""
    limit = settings.PASSERELLE.upload_max_mb
    if not file.size:
        raise Refused(_("This file is empty."))
    if file.size > limit * 1024 * 1024:
        raise Refused(_("This file is larger than %(limit)s MB.") % {"limit": limit})
    content = file.read()
    file.seek(0)
    mime = sniff(content, file.name or "")
    if mime is None or mime in NEVER:
        raise Refused(
            _(
                "Files of this kind are not taken here: pictures, documents, tables, texts, sound, video and archives are."
            )
        )
    return content, mime


def _picture(content: bytes, stored: list[str]) -> dict[str, Any]:
    made = reencode(content)
    folder = f"attachments/{new_public_id()}"
    sizes: dict[str, dict[str, str]] = {}
    widths: dict[str, int] = {}
    for copy in made.copies:
        letter = LETTERS[copy.size]
        stored.append(default_storage.save(f"{folder}/{letter}.{copy.format}", ContentFile(copy.content)))
        sizes.setdefault(letter, {})[copy.format] = stored[-1]
        widths[letter] = copy.width
    return {
        "is_image": True,
        "width": made.width,
        "height": made.height,
        "renditions": {"sizes": sizes, "widths": widths},
    }


def _other(content: bytes, stored: list[str]) -> dict[str, Any]:
    stored.append(default_storage.save(f"attachments/{new_public_id()}/original", ContentFile(content)))
    return {"renditions": {"original": stored[0]}}
