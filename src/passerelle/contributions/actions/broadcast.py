"""One message to all members. The first of a week are mailed at once, as many as the community allows; the others wait for summaries."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from passerelle.communities import rules
from passerelle.communities.models import Community
from passerelle.contributions.actions.contribute import contribute
from passerelle.contributions.kinds import kinds_for
from passerelle.contributions.models import Contribution
from passerelle.journal.actor import Actor
from passerelle.journal.decision import Refused
from passerelle.journal.models import Entry
from passerelle.journal.recording import record
from passerelle.lib.clock import week_start, zone

MESSAGED = "community.messaged"


@transaction.atomic
def broadcast(community: Community, *, title: str, text: str, by: Actor) -> Contribution:
    """Publish a message and tell every member: at once, or with the next summary when this week has had its messages."""
    rules.may_steward(community, by).require()
    locked = Community.objects.locked(community.pk)
    plain = next((kind for kind in kinds_for(locked.kinds) if kind.details is None), None)
    if plain is None:
        raise Refused(_("This community takes no plain updates."))
    at_once = messages_this_week(locked) < locked.weekly_messages
    made = contribute(plain.slug, locked, title=title, text=text, by=by)
    record(by, MESSAGED, made, contribution_id=made.pk, community_id=locked.pk, at_once=at_once)
    return made


def messages_this_week(community: Community) -> int:
    """How many messages its members got since Monday, on the clock of the installation."""
    since = week_start(zone(""))
    return Entry.objects.filter(community_id=community.pk, verb=MESSAGED, at__gte=since).count()


def broadcast_note(community: Community) -> str:
    """What a manager should know before writing to everybody."""
    most, sent = community.weekly_messages, messages_this_week(community)
    if most == 0:
        return _(
            "Messages of this community are never mailed at once: they stand in inboxes and go into the daily mail."
        )
    if sent >= most:
        return _("%(sent)d of %(most)d this week: this one stands in inboxes and goes into people’s daily mail.") % {
            "sent": min(sent, most),
            "most": most,
        }
    return _("Number %(number)d of %(most)d this week: this one is mailed at once.") % {
        "number": sent + 1,
        "most": most,
    }
