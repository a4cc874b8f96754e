"""Upload a file: images are re-encoded without metadata, everything else is kept for download only."""

from __future__ import annotations

from django.core.files.uploadedfile import UploadedFile

from passerelle.contributions.models import Attachment
from passerelle.journal.actor import Actor


def upload(file: UploadedFile, *, by: Actor) -> Attachment:
    """Store a file that its owner will hang on a text; raises Refused with a sentence when it cannot be taken."""
    raise RuntimeError(f"{file} {by}")
