"""One message to all members: an update everybody is told of, at most once a week."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from passerelle.communities import rules
from passerelle.communities.models import Community
from passerelle.contributions.actions.contribute import contribute
from passerelle.contributions.kinds import kinds_for
from passerelle.contributions.models import Contribution
from passerelle.journal.actor import Actor
from passerelle.journal.decision import Refused
from passerelle.journal.recording import record
from passerelle.lib.clock import now

PAUSE = timedelta(days=7)


@transaction.atomic
def broadcast(community: Community, *, title: str, text: str, by: Actor) -> Contribution:
    """Publish a message and tell every member; raises Refused when the last one was less than a week ago."""
    rules.may_steward(community, by).require()
    locked = Community.objects.locked(community.pk)
    if locked.broadcast_at is not None and locked.broadcast_at + PAUSE > now():
        raise Refused(broadcast_note(locked))
    plain = next((kind for kind in kinds_for(locked.kinds) if kind.details is None), None)
    if plain is None:
        raise Refused(_("This community takes no plain updates."))
    made = contribute(plain.slug, locked, title=title, text=text, by=by)
    locked.broadcast_at = now()
    locked.save(update_fields=["broadcast_at"])
    record(by, "community.messaged", made, contribution_id=made.pk, community_id=locked.pk)
    return made


def broadcast_note(community: Community) -> str:
    """What a manager should know before writing to everybody."""
    if community.broadcast_at is not None and community.broadcast_at + PAUSE > now():
        day = date_format(localtime(community.broadcast_at + PAUSE), "DATETIME_FORMAT")
        return _("Members heard from you less than a week ago. The next message can go out on %(day)s.") % {"day": day}
    return _("Every member is told at once. One message a week at most, so that it stays worth opening.")
