"""Pictures and files of the story, brought in by those who show them, and the covers of communities."""

from __future__ import annotations

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile

from passerelle.contributions.actions import upload
from passerelle.contributions.models import Attachment
from passerelle.exchange.demo.names import pid_of
from passerelle.exchange.demo.pictures import draw_cover, draw_sketch
from passerelle.exchange.demo.story import DATA, Shown
from passerelle.journal.actor import Actor


def show(shown: Shown, key: str, *, by: Actor) -> str:
    """Bring a file in, and say in Markdown where it stands."""
    content = draw_sketch(shown.sketch) if shown.sketch else (DATA / "files" / shown.name).read_bytes()
    made = upload(SimpleUploadedFile(shown.name, content), by=by)
    pid = pid_of("attachment", f"{key}/{shown.name}")
    Attachment.objects.unscoped("the story").filter(pk=made.pk).update(pid=pid)
    return f"{'!' if made.is_image else ''}[{shown.words}](attachment:{pid})"


def keep_cover(slug: str, sky: str) -> str:
    """Store the cover of a community; returns its name in the storage."""
    return default_storage.save(f"covers/{pid_of('cover', slug)}.webp", ContentFile(draw_cover(slug, sky)))
