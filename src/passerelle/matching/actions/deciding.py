"""What somebody decides about being suggested: for which topics, how often, from when on. Entries say that, not what."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from passerelle.journal.actor import Actor
from passerelle.journal.recording import record
from passerelle.matching.models import Ask, Availability, Unwanted
from passerelle.people import rules
from passerelle.people.models import Person, PersonTopic
from passerelle.topics.models import Topic


@transaction.atomic
def be_suggested(person: Person, topic: Topic, *, by: Actor) -> None:
    """Agree to be suggested to others on a topic. Raises Refused for anybody but oneself."""
    rules.may_revise(person, by).require()
    Unwanted.objects.filter(person=person, topic=topic).delete()
    PersonTopic.objects.update_or_create(person=person, topic=topic, defaults={"discoverable": True})
    record(by, "help.decided", person)


@transaction.atomic
def not_me(person: Person, topic: Topic, *, by: Actor) -> None:
    """Not, or no more: the topic goes from one's own at once, and what one was asked about it waits no longer.

    Raises Refused for anybody but oneself.
    """
    rules.may_revise(person, by).require()
    told, _rows = PersonTopic.objects.filter(person=person, topic=topic).delete()
    Unwanted.objects.get_or_create(person=person, topic=topic)
    Ask.objects.filter(person=person, contribution__topics=topic).update(waits=False)
    if told:  # of a no to what was only proposed nothing is written down
        record(by, "help.decided", person)


@transaction.atomic
def set_availability(person: Person, *, cap: int, paused_until: date | None, by: Actor) -> None:
    """Say how often in a week one may be asked, and from when on. Raises Refused for anybody but oneself."""
    rules.may_revise(person, by).require()
    Availability.objects.update_or_create(person=person, defaults={"cap": cap, "paused_until": paused_until})
    record(by, "help.availability_set", person)
