"""Photos, logos and covers: re-encoded, stored under a name of their own, shown by asking."""

from __future__ import annotations

from django.core.files.base import ContentFile, File
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404
from django.utils.translation import gettext as _

from passerelle.journal.decision import Refused
from passerelle.lib import images
from passerelle.lib.ids import new_public_id

LARGEST_MB = 10


def keep(file: File[bytes] | None, folder: str, size: str = "thumb") -> str:
    """Store one size of a picture, or the largest below it that it has, and return its name; no file has an empty name.

    Raises Refused as ``reencode`` does. Takes a child process and a moment: call it before the transaction.
    """
    if not file:
        return ""
    if (file.size or 0) > LARGEST_MB * 1024 * 1024:
        raise Refused(_("This file is larger than %(limit)s MB.") % {"limit": LARGEST_MB})
    made = [one for one in reencode(file.read()).copies if one.format == "webp"]
    fitting = [one for one in made if images.SIZES[one.size] <= images.SIZES[size]]
    chosen = max(fitting, key=lambda one: one.width)
    return default_storage.save(f"{folder}/{new_public_id()}.webp", ContentFile(chosen.content))


def reencode(content: bytes) -> images.Processed:
    """A picture made anew in every size; raises Refused with a sentence for what cannot be shown."""
    try:
        return images.reencode(content)
    except images.PictureRefused as refusal:
        raise Refused(_("This picture cannot be shown: it is damaged, too large, or of an unknown kind.")) from refusal


def drop(name: str) -> None:
    """Delete a picture nobody shows any more."""
    if name:
        default_storage.delete(name)


def show(name: str, *, public: bool = False) -> FileResponse:
    """The picture; raises Http404 when there is none."""
    if not name or not default_storage.exists(name):
        raise Http404
    answer = FileResponse(default_storage.open(name), content_type="image/webp")
    answer["Cache-Control"] = "public, max-age=3600" if public else "private, max-age=300"
    answer["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return answer
