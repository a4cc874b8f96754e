"""Files on their way out: pictures inline, everything else as a download in a sandbox."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404
from django.urls import reverse

from passerelle.contributions.models import Attachment
from passerelle.lib.file_ranges import ranged

FORMATS = (("image/avif", "avif"), ("image/webp", "webp"))


def response(attachment: Attachment, size: str, headers: Mapping[str, str]) -> FileResponse:
    """The stored bytes, or the stretch of them a player asks for; raises Http404 for a size that was never made."""
    name, mime = _stored(attachment, size, headers.get("Accept", ""))
    inline = attachment.is_image
    told: dict[str, Any] = {"as_attachment": not inline, "filename": attachment.name, "content_type": mime}
    file = default_storage.open(name)
    # We tell nothing by which a player could know that it is the same file as before.
    asked = "" if "If-Range" in headers else headers.get("Range", "")
    answer = FileResponse(file, **told) if inline else ranged(file, asked, file.size, **told)
    answer["Content-Security-Policy"] = "sandbox; default-src 'none'"
    answer["X-Content-Type-Options"] = "nosniff"
    # Rights are asked at every GET; the browser may keep a picture for this person for a short while only.
    answer["Cache-Control"] = "private, max-age=300" if inline else "private, no-store"
    if inline:
        answer["Vary"] = "Accept, Cookie"
    return answer


def _stored(attachment: Attachment, size: str, accepts: str) -> tuple[str, str]:
    if not attachment.is_image:
        if size:
            raise Http404
        return attachment.renditions["original"], attachment.mime
    sizes: dict[str, dict[str, str]] = attachment.renditions["sizes"]
    chosen = sizes.get(size or list(sizes)[-1])
    if chosen is None:
        raise Http404
    mime, extension = next(((m, e) for m, e in FORMATS if m in accepts and e in chosen), ("image/webp", "webp"))
    return chosen[extension], mime


def described(attachment: Attachment) -> dict[str, Any]:
    """What the editor needs to know of a file it just sent."""
    return {
        "id": attachment.pid,
        "url": reverse("attachment", args=[attachment.pid]),
        "name": attachment.name,
        "width": attachment.width,
        "height": attachment.height,
        "kind": "image" if attachment.is_image else "file",
        "markdown": attachment.markdown,
    }
