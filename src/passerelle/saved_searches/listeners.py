"""What is told of what a saved search found; what follows when somebody is erased."""

from __future__ import annotations

from passerelle.journal.models import Entry
from passerelle.journal.recording import listen
from passerelle.notifications.listeners import tells
from passerelle.saved_searches.models import SavedSearch
from passerelle.saved_searches.tellings import MATCHED
from passerelle.work.tasks import task


@listen("person.erased")
@task("saved_searches.forget_person")
def forget_person(*, entry_id: int) -> None:
    """Delete what somebody who was erased looked for."""
    SavedSearch.objects.filter(owner_id=Entry.objects.get(pk=entry_id).subject_id).delete()


tells("contribution.matched", MATCHED)
