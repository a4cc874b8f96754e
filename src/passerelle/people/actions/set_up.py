"""The last step of the first run."""

from __future__ import annotations

from django.db import transaction

from passerelle.journal.actor import Actor
from passerelle.journal.recording import record
from passerelle.lib.clock import now
from passerelle.people import rules
from passerelle.people.models import Organisation


@transaction.atomic
def finish_first_run(home: Organisation, *, by: Actor) -> None:
    """Open the house: the administrator is no longer led here. Idempotent."""
    rules.may_administer(by).require()
    if home.ready_at is None:
        home.ready_at = now()
        home.save(update_fields=["ready_at"])
        record(by, "organisation.opened", home)
