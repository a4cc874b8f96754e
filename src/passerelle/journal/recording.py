"""record() writes the entry and one job per listener, in the transaction of the verb."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from datetime import datetime
from typing import Any, TypeVar

from django.db import models, transaction

from passerelle.journal.actor import Actor
from passerelle.journal.models import Entry
from passerelle.journal.tails import tell_after_commit
from passerelle.lib.clock import now
from passerelle.lib.inserting import insert
from passerelle.work.queue import enqueue
from passerelle.work.tasks import TaskFunction

Task = TypeVar("Task", bound=TaskFunction)
_listeners: dict[str, list[TaskFunction]] = defaultdict(list)


def listen(*verbs: str) -> Callable[[Task], Task]:
    """Have a task run once for every entry with one of these verbs; it receives ``entry_id``."""

    def register(task: Task) -> Task:
        for verb in verbs:
            _listeners[verb].append(task)
        return task

    return register


def record(
    actor: Actor,
    verb: str,
    subject: models.Model,
    *,
    contribution_id: int | None = None,
    community_id: int | None = None,
    at: datetime | None = None,
    **particulars: Any,
) -> Entry:
    """Write one entry and queue its listeners; must be called inside the verb's transaction.

    Raises RuntimeError outside a transaction: an entry without its change would be a lie.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError(f"{verb} was recorded outside a transaction")
    entry = new_entry(
        actor, verb, subject, contribution_id=contribution_id, community_id=community_id, at=at, **particulars
    )
    insert(entry)
    for task in _listeners[verb]:
        enqueue(task, key=f"{task.name}:{entry.pk}", entry_id=entry.pk)
    tell_after_commit()
    return entry


def new_entry(
    actor: Actor,
    verb: str,
    subject: models.Model,
    *,
    contribution_id: int | None = None,
    community_id: int | None = None,
    at: datetime | None = None,
    **particulars: Any,
) -> Entry:
    """An entry that is not written yet, for ``record_many``."""
    return Entry(
        at=at or now(),
        actor_id=actor.person_id,
        via=actor.via,
        verb=verb,
        subject_type=subject._meta.model_name or "",
        subject_id=subject.pk,
        contribution_id=contribution_id,
        community_id=community_id,
        particulars=particulars,
    )


def record_many(entries: list[Entry]) -> list[Entry]:
    """Write many entries at once for an import; nobody listens, because nobody is to be told.

    Raises RuntimeError outside a transaction.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("entries were recorded outside a transaction")
    return Entry.objects.bulk_create(entries, batch_size=500)
