"""What follows from an entry for mail that came in."""

from __future__ import annotations

from passerelle.doors.mail.models import LastAnswer, Received
from passerelle.journal.models import Entry
from passerelle.journal.recording import listen
from passerelle.work.tasks import task


@listen("person.erased")
@task("doors_mail.forget_person")
def forget_person(*, entry_id: int) -> None:
    """Forget that somebody who was erased ever wrote."""
    erased = Entry.objects.get(pk=entry_id).subject_id
    Received.objects.filter(person_id=erased).delete()
    LastAnswer.objects.filter(person_id=erased).delete()
