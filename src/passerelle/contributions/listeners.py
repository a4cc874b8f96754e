"""What follows for texts when somebody is erased."""

from __future__ import annotations

from passerelle.contributions.actions.erase import withdraw_everything_of
from passerelle.journal.actor import system_actor
from passerelle.journal.models import Entry
from passerelle.journal.recording import listen
from passerelle.people.models import Person
from passerelle.work.tasks import task


@listen("person.erased")
@task("contributions.withdraw_texts_of_erased")
def withdraw_texts_of_erased(*, entry_id: int) -> None:
    """Withdraw every text of theirs."""
    person = Person.objects.get(pk=Entry.objects.get(pk=entry_id).subject_id)
    withdraw_everything_of(person, by=system_actor())
