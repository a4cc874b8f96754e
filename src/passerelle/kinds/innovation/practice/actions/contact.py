"""Name who is asked about a practice beside whoever brought it; they may take themselves off."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from passerelle.contributions.models import Contribution
from passerelle.journal.actor import Actor
from passerelle.journal.decision import Refused
from passerelle.journal.recording import record
from passerelle.kinds.innovation.practice import rules
from passerelle.kinds.innovation.practice.contact import bind, can_be_asked, contact_of
from passerelle.kinds.innovation.practice.models import Practice
from passerelle.people.models import Person


@transaction.atomic
def name_contact(contribution: Contribution, person: Person | None, *, reached: str = "", by: Actor) -> None:
    """One person at a time, with when one can ask them; None, and whoever brought it: the latter alone.

    Raises Refused unless the actor brought it or manages its home, and for somebody who cannot read it.
    """
    head = Contribution.objects.locked(contribution.pk)
    rules.may_name_contact(head, by).require()
    if person is not None and not can_be_asked(head, person):
        raise Refused(_("%(name)s cannot read this community.") % {"name": person.name})
    named = None if person is None or person.pk == head.author_id else person
    was = contact_of(head)
    bind(head, named)
    Practice.objects.filter(pk=head.pk).update(contact_reached=reached if named else "")
    told = [named.pk] if named is not None and named.pk != was else []
    _record(by, "practice.contact_named", head, told)


@transaction.atomic
def tell_hours(contribution: Contribution, reached: str, *, by: Actor) -> None:
    """Say when one can be asked; raises Refused for others than the contact."""
    head = Contribution.objects.locked(contribution.pk)
    rules.is_contact(head, by).require()
    Practice.objects.filter(pk=head.pk).update(contact_reached=reached)
    _record(by, "practice.contact_named", head, [])


@transaction.atomic
def leave_contact(contribution: Contribution, *, by: Actor) -> None:
    """Be asked no more: whoever brought it is again, and hears of it. Raises Refused for others than the contact."""
    head = Contribution.objects.locked(contribution.pk)
    rules.is_contact(head, by).require()
    _fall_back(head, by)


@transaction.atomic
def let_contact_go(contribution: Contribution, *, by: Actor) -> None:
    """Somebody can be asked no more who was named: it falls back to whoever brought it. Idempotent."""
    head = Contribution.objects.locked(contribution.pk)
    named = Person.objects.filter(pk=contact_of(head) or 0).first()
    if named is not None and not can_be_asked(head, named):
        _fall_back(head, by)


def _fall_back(head: Contribution, by: Actor) -> None:
    bind(head, None)
    Practice.objects.filter(pk=head.pk).update(contact_reached="")
    _record(by, "practice.contact_left", head, [head.author_id] if head.author_id is not None else [])


def _record(by: Actor, verb: str, head: Contribution, people: list[int]) -> None:
    record(by, verb, head, contribution_id=head.pk, community_id=head.home_id, people=people)
