"""Whoever is asked is told; who they can help is found by it; of somebody erased nothing is kept."""

from __future__ import annotations

from django.utils.translation import gettext_noop as words

from passerelle.journal.models import Entry
from passerelle.journal.recording import listen
from passerelle.matching.models import Ask, Availability, Unwanted, Week
from passerelle.notifications.listeners import tells
from passerelle.notifications.models import Reason
from passerelle.notifications.tellings import Telling, Told
from passerelle.notifications.tellings.texts import head
from passerelle.people.models import PersonTopic
from passerelle.search.listeners import renew_people
from passerelle.work.tasks import task


def _asked(entry: Entry) -> Told:
    """The one person, as long as their answer is waited for."""
    told = Told(entry.actor_id, head(entry).body_id)
    waits = Ask.objects.filter(
        contribution_id=entry.contribution_id or 0, person_id=entry.particulars["person"], waits=True
    )
    told.add(Reason.MENTION, *waits.values_list("person_id", flat=True))
    return told


tells(
    "help.asked",
    Telling(_asked, {Reason.MENTION: words("%(who)s asks whether you can help with “%(what)s”")}),
)
listen("help.decided")(renew_people)


@listen("person.erased")
@task("matching.forget_person")
def forget_person(*, entry_id: int) -> None:
    """Delete what somebody who was erased decided, and what they were asked."""
    person = Entry.objects.get(pk=entry_id).subject_id
    for table in (Availability, Unwanted, Week, Ask):
        table._default_manager.filter(person_id=person).delete()
    Ask.objects.filter(asker_id=person).update(asker=None)


@listen("topic.merged")
@task("matching.keep_no")
def keep_no(*, entry_id: int) -> None:
    """Two topics are one: whoever agreed to one and said *not me* of the other is not suggested. A no weighs more."""
    unwanted = Unwanted.objects.filter(topic_id=Entry.objects.get(pk=entry_id).particulars["into"])
    PersonTopic.objects.filter(
        topic_id__in=unwanted.values("topic_id"), person_id__in=unwanted.values("person_id")
    ).delete()
