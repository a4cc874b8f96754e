"""What came out of it, in words for those who waited."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from passerelle.contributions.models import Contribution
from passerelle.journal.actor import Actor
from passerelle.journal.decision import Refused
from passerelle.journal.recording import record
from passerelle.kinds.innovation.project import rules
from passerelle.kinds.innovation.project.models import Project
from passerelle.lib.text import clean


@transaction.atomic
def write_release_note(contribution: Contribution, note: str, *, by: Actor) -> None:
    """Write or change the note. Raises Refused for an empty one."""
    head = Contribution.objects.locked(contribution.pk)
    rules.may_note(head, by).require()
    words = clean(note, 4_000).strip()
    if not words:
        raise Refused(_("Say what came out, in a sentence or two."))
    Project.objects.filter(pk=head.pk).update(release_note=words)
    record(by, "project.noted", head, contribution_id=head.pk, community_id=head.home_id)
