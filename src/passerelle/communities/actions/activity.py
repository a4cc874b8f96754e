"""When something public happened in a community last."""

from __future__ import annotations

from datetime import datetime

from passerelle.communities.models import Community
from passerelle.lib.changing import RowChange, changing


def note_activity(community_id: int, moment: datetime) -> None:
    """Something happened there at this moment; an earlier one than is known changes nothing. Inside a verb's transaction."""
    _hear(community_id, moment)


@changing
def _hear(community_id: int, moment: datetime) -> RowChange:
    quieter = Community.objects.unscoped("counters").filter(pk=community_id, last_activity_at__lt=moment)
    return RowChange(quieter, {"last_activity_at": moment})
