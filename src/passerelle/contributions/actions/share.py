"""Place a contribution in a further community, or take it out again."""

from __future__ import annotations

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from passerelle.communities import rules as community_rules
from passerelle.communities.models import Community
from passerelle.contributions import rules
from passerelle.contributions.models import Contribution, Placement
from passerelle.journal.actor import Actor
from passerelle.journal.decision import Refused
from passerelle.journal.recording import record
from passerelle.lib.clock import now


@transaction.atomic
def share(contribution: Contribution, community: Community, *, by: Actor) -> Placement:
    """Show a contribution in another community as well; idempotent.

    The author or the home's community managers may, where they may also publish at once. Raises Refused otherwise.
    """
    rules.may_share(contribution, by).require()
    community_rules.may_place(community, by).require()
    placement, created = Placement.objects.get_or_create(
        contribution=contribution,
        community=community,
        defaults={"is_home": False, "placed_by_id": by.person_id, "placed_at": now()},
    )
    if created:
        _bump(contribution)
        record(
            by,
            "contribution.shared",
            contribution,
            contribution_id=contribution.pk,
            community_id=community.pk,
            home=contribution.home_id,
        )
    return placement


@transaction.atomic
def unshare(contribution: Contribution, community: Community, *, by: Actor) -> None:
    """Take a contribution out of a community that is not its home; its managers may as well."""
    if not community_rules.may_steward(community, by):
        rules.may_share(contribution, by).require()
    if community.pk == contribution.home_id:
        raise Refused(_("This is where it lives: move it, or withdraw it."))
    deleted, _rows = Placement.objects.filter(contribution=contribution, community=community, is_home=False).delete()
    if deleted:
        _bump(contribution)
        record(by, "contribution.unshared", contribution, contribution_id=contribution.pk, community_id=community.pk)


def _bump(contribution: Contribution) -> None:
    Contribution.objects.unscoped("its head").filter(pk=contribution.pk).update(version=F("version") + 1)
