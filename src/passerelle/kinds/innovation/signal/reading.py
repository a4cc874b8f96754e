"""What the page of a signal shows beyond the spine's."""

from __future__ import annotations

from passerelle.contributions.models import Attachment, Contribution
from passerelle.journal.actor import Actor


def sounds(actor: Actor, contribution: Contribution) -> list[tuple[str, str]]:
    """Public id and name of its voice notes, to be heard without leaving the page."""
    files = Attachment.objects.visible_to(actor).filter(post_id=contribution.body_id or 0, mime__startswith="audio/")
    return list(files.order_by("pk").values_list("pid", "name"))
