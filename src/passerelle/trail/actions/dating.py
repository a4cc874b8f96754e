"""Say when something happened that was written down later."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from passerelle.contributions import rules as spine
from passerelle.contributions.models import Contribution
from passerelle.journal.actor import Actor
from passerelle.journal.decision import Refused
from passerelle.journal.recording import record
from passerelle.lib.clock import now
from passerelle.trail import graph, rules
from passerelle.trail.models import COUNTED, DATED, Link
from passerelle.trail.ordering import SLACK


@transaction.atomic
def set_date(contribution: Contribution, happened_at: datetime | None, *, by: Actor) -> Contribution:
    """When it happened; None is when it was written. Raises Refused for the future, and where a link would be turned round."""
    graph.hold()
    locked = Contribution.objects.locked(contribution.pk)
    spine.is_alive(locked).require()
    rules.answers_for(locked, by).require()
    if happened_at is not None and happened_at.date() > now().date():
        raise Refused(_("This day has not come yet: say when it happened."))
    locked.happened_at = happened_at
    if _turned_round(locked, by):
        raise Refused(
            _("Something it is linked to would then be on the wrong side in time: take that link away first.")
        )
    locked.version += 1
    locked.save(update_fields=["happened_at", "version"])
    record(by, "contribution.dated", locked, contribution_id=locked.pk, community_id=locked.home_id)
    return locked


def _turned_round(head: Contribution, by: Actor) -> bool:
    """As far as the actor sees its links: a refusal that no link explains would tell of one that is hidden from them."""
    links = Link.objects.visible_to(by).filter(relation__in=DATED, status__in=COUNTED)
    after = links.filter(later=head).annotate(at=Coalesce(F("earlier__happened_at"), F("earlier__created_at")))
    before = links.filter(earlier=head).annotate(at=Coalesce(F("later__happened_at"), F("later__created_at")))
    return (
        after.filter(at__gt=head.valid_from + SLACK).exists() or before.filter(at__lt=head.valid_from - SLACK).exists()
    )
