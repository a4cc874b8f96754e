"""Of somebody who is erased nothing is entrusted to anybody."""

from __future__ import annotations

from passerelle.journal.models import Entry
from passerelle.journal.recording import listen
from passerelle.topics.models import TopicEditor
from passerelle.work.tasks import task


@listen("person.erased")
@task("topics.forget_editor")
def forget_editor(*, entry_id: int) -> None:
    """They look after no words any more."""
    TopicEditor.objects.filter(person_id=Entry.objects.get(pk=entry_id).subject_id).delete()
