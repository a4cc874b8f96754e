"""Name who decides about an idea beside the community managers."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from passerelle.communities.reading import readable_ids
from passerelle.contributions import rules as spine
from passerelle.contributions.models import Contribution, Deadline, Involvement
from passerelle.journal.actor import Actor, person_actor
from passerelle.journal.decision import Refused
from passerelle.journal.recording import record
from passerelle.kinds.innovation.idea import rules
from passerelle.kinds.innovation.idea.models import Idea
from passerelle.kinds.innovation.idea.models.promise import DECIDE
from passerelle.kinds.innovation.idea.weighing import writes
from passerelle.lib.clock import now
from passerelle.people.models import Person

PART = Involvement.Part.OWNER


@transaction.atomic
def name_owner(contribution: Contribution, person: Person | None, *, by: Actor) -> None:
    """One person at a time, None: the community managers alone. Raises Refused for others than these, and for who may not decide."""
    head = Contribution.objects.locked(contribution.pk)
    rules.is_open(head).require()
    spine.steward(head, by).require()
    if person is not None and writes(head, person.pk):
        raise Refused(_("%(name)s brought this idea: somebody else decides about it.") % {"name": person.name})
    if person is not None and head.home_id not in readable_ids(person_actor(person)):
        raise Refused(_("%(name)s cannot read this community.") % {"name": person.name})
    running = Involvement.objects.filter(contribution=head, part=PART, ended_at=None)
    if list(running.values_list("person_id", flat=True)) == ([person.pk] if person else []):
        return
    # Whoever decides now is told anew when it waits too long; whoever did is waited for no longer.
    before = running.values("person_id")
    Deadline.objects.filter(contribution=head, person__in=before, purpose=DECIDE, met_at=None).delete()
    if person is not None:
        Idea.objects.filter(pk=head.pk).update(owner_told_at=None)
    running.update(ended_at=now())
    if person is not None:
        Involvement.objects.create(contribution=head, person=person, part=PART)
    told = person.pk if person else None
    record(by, "idea.owner_named", head, contribution_id=head.pk, community_id=head.home_id, person=told)
