"""Beside a community: the address it takes mail under, and the switch of its managers."""

from __future__ import annotations

from collections.abc import Sequence

from passerelle.communities.models import Community
from passerelle.communities.rules import may_contribute, may_steward
from passerelle.contributions.panels import Filled, panel
from passerelle.doors.mail.models import CommunityAddress
from passerelle.doors.mail.posting import kind_by_mail
from passerelle.journal.actor import Actor
from passerelle.notifications.mailing.inbound import inbound_parts


@panel("community.aside")
def address(actor: Actor, ids: Sequence[int]) -> Filled:
    """Who may contribute reads the address; managers open and close it. Nothing where no mail comes in."""
    parts = inbound_parts()
    if parts is None:
        return {}
    names = dict(CommunityAddress.objects.filter(community_id__in=ids).values_list("community_id", "name"))
    found = {}
    for community in Community.objects.readable_by(actor).filter(pk__in=ids):
        steers, name = bool(may_steward(community, actor)), names.get(community.pk)
        opens = steers and name is None and not community.is_archived and kind_by_mail(community) is not None
        if opens or (name is not None and (steers or may_contribute(community, actor))):
            shown = f"{parts[0]}+{name}@{parts[1]}" if name else ""
            found[community.pk] = (
                "doors_mail/address.html",
                {"address": shown, "pid": community.pid, "steers": steers},
            )
    return found
