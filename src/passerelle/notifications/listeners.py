"""What the inbox listens to. Modules above add tellings of their own verbs from their ``listeners.py``."""

from __future__ import annotations

from passerelle.journal.models import Entry
from passerelle.journal.recording import listen
from passerelle.journal.tails import Change, Tail, add_tail
from passerelle.notifications.fanning import fan_out
from passerelle.notifications.models import Digest, Gesture, Notice, Wishes
from passerelle.notifications.tellings import Telling, register
from passerelle.notifications.tellings.belonging import BELONGING
from passerelle.notifications.tellings.steps import STEPS
from passerelle.notifications.tellings.suggestions import SUGGESTIONS
from passerelle.notifications.tellings.texts import TEXTS
from passerelle.work.tasks import task


@task("notifications.tell", together=True)
def tell(*, entry_id: int) -> None:
    """Write the notices of one entry."""
    fan_out(Entry.objects.get(pk=entry_id))


@listen("person.erased")
@task("notifications.forget_person")
def forget_person(*, entry_id: int) -> None:
    """Delete the inbox of somebody who was erased; in those of others they have no name any more."""
    erased = Entry.objects.get(pk=entry_id).subject_id
    Notice.objects.filter(person_id=erased).delete()
    Gesture.objects.filter(person_id=erased).delete()
    Wishes.objects.filter(person_id=erased).delete()
    Digest.objects.filter(person_id=erased).delete()


def tells(verb: str, telling: Telling) -> None:
    """Tell people about a verb; raises ValueError when somebody does already."""
    register(verb, telling)
    listen(verb)(tell)


for _verb, _telling in {**TEXTS, **STEPS, **SUGGESTIONS, **BELONGING}.items():
    tells(_verb, _telling)

add_tail(Tail("n", Notice.objects.all, ("person_id",), lambda person_id: Change("inbox", person_id=person_id)))
