"""What follows for addresses when somebody is erased."""

from __future__ import annotations

from django.db.models import Q

from passerelle.doors.feeds.models import Feed
from passerelle.journal.models import Entry
from passerelle.journal.recording import listen
from passerelle.work.tasks import task


@listen("person.erased")
@task("feeds.forget_person")
def forget_person(*, entry_id: int) -> None:
    """Delete the addresses of somebody who was erased, and those others had for what they bring."""
    erased = Entry.objects.get(pk=entry_id).subject_id
    Feed.objects.filter(Q(owner_id=erased) | Q(person_id=erased)).delete()
