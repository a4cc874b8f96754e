"""Membership by rule, kept current."""

from __future__ import annotations

from datetime import timedelta

from passerelle.communities.actions import apply_rules
from passerelle.communities.models import Community, MembershipRule
from passerelle.journal.actor import system_actor
from passerelle.work.schedules import every
from passerelle.work.tasks import task


@every(timedelta(minutes=15))
@task("communities.apply_rules")
def apply_all_rules() -> None:
    """Bring every community with rules in line with them."""
    ruled = MembershipRule.objects.values("community_id")
    for community in Community.objects.unscoped("communities with rules").filter(pk__in=ruled, archived_at=None):
        apply_rules(community, by=system_actor())
