"""What can be brought without a network: the forms of quick kinds as they are for everybody, with closed lists and no names."""

from __future__ import annotations

from passerelle.contributions.forms import CaptureForm
from passerelle.contributions.kinds import all_kinds
from passerelle.journal.actor import anonymous_actor


def forms_of_nobody() -> list[CaptureForm]:
    """One for each quick kind, to be kept on devices; whose it is, and where it goes, a device adds."""
    return [CaptureForm(kind=kind, actor=anonymous_actor()) for kind in all_kinds() if kind.is_quick]
