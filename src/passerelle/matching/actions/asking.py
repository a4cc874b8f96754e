"""Asking somebody who agreed to be asked, no more often than they wish; their no leaves no trace; thinking better of it."""

from __future__ import annotations

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from passerelle.contributions.models import Contribution
from passerelle.journal.actor import Actor
from passerelle.journal.decision import Refused
from passerelle.journal.recording import record
from passerelle.matching import rules
from passerelle.matching.models import Ask, Availability, Week
from passerelle.matching.reading.suggesting import able
from passerelle.matching.weeks import this_week
from passerelle.people.models import Person


@transaction.atomic
def ask(contribution: Contribution, person: Person, *, by: Actor) -> None:
    """Ask somebody whether they can help, once for each contribution. Raises Refused for whoever may not be asked now, with no reason."""
    locked = Contribution.objects.locked(contribution.pk)
    rules.may_ask(locked, by).require()
    Availability.objects.get_or_create(person=person)
    Availability.objects.select_for_update().get(person=person)  # whoever asks the same person waits here
    if Ask.objects.filter(contribution=locked, person=person).exists():
        return
    if person.pk not in {one.willing.person.pk for one in able(by, locked)}:
        raise Refused(_("They cannot be asked just now. Choose somebody else."))
    week, _made = Week.objects.get_or_create(person=person, monday=this_week())
    Week.objects.filter(pk=week.pk).update(asks=F("asks") + 1)
    Ask.objects.create(contribution=locked, person=person, asker_id=by.person_id)
    record(by, "help.asked", locked, contribution_id=locked.pk, community_id=locked.home_id, person=person.pk)


@transaction.atomic
def take_ask_back(contribution: Contribution, person: Person, *, by: Actor) -> None:
    """Think better of one's own request: it waits no longer, names nobody who asks, and cannot be made again.

    It goes the same way whether it was answered or not, so that nobody learns of a no by it. Idempotent.
    """
    locked = Contribution.objects.locked(contribution.pk)
    mine = Ask.objects.filter(contribution=locked, person=person).exclude(asker=None)
    if mine.filter(asker_id=by.own_id).update(waits=False, asker=None):
        record(by, "help.taken_back", locked, contribution_id=locked.pk, community_id=locked.home_id, person=person.pk)


def lay_aside(contribution: Contribution, *, by: Actor) -> None:
    """Answer a request, with yes or with no: it stops waiting, and nothing says which it was. Hence no entry either. Idempotent."""
    Ask.objects.filter(contribution=contribution, person_id=by.own_id).update(waits=False)
