"""Whether a community takes mail: its managers say so."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from passerelle.communities import rules
from passerelle.communities.models import Community
from passerelle.doors.mail.models import CommunityAddress
from passerelle.doors.mail.posting import kind_by_mail
from passerelle.journal.actor import Actor
from passerelle.journal.decision import Refused
from passerelle.journal.recording import record

LONGEST = 24


@transaction.atomic
def take_mail(community: Community, *, by: Actor) -> CommunityAddress:
    """Let members begin something by mail. Raises Refused for others than managers, and where every kind asks for more than mail says."""
    rules.may_steward(community, by).require()
    if community.is_archived or kind_by_mail(community) is None:
        raise Refused(_("Nothing can be brought here by mail: every kind asks for more than a title and a text."))
    locked = Community.objects.locked(community.pk)
    known = CommunityAddress.objects.filter(community=locked).first()
    if known is not None:
        return known
    made = CommunityAddress.objects.create(community=locked, name=_free_name(locked))
    record(by, "community.mail_opened", locked, community_id=locked.pk)
    return made


@transaction.atomic
def take_no_mail(community: Community, *, by: Actor) -> None:
    """End it; what was brought stays. Raises Refused for others than managers."""
    rules.may_steward(community, by).require()
    if CommunityAddress.objects.filter(community=community).delete()[0]:
        record(by, "community.mail_closed", community, community_id=community.pk)


def _free_name(community: Community) -> str:
    """How the community is called in its address; another one that is called so has a number less."""
    name = community.slug[:LONGEST].strip("-") or "c"
    taken = set(CommunityAddress.objects.filter(name__startswith=name).values_list("name", flat=True))
    return next(
        each for each in (name, *(f"{name}-{number}" for number in range(2, len(taken) + 3))) if each not in taken
    )
