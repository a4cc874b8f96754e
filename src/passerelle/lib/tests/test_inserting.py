"""A row by a compiled INSERT is the row that ``save`` writes."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import IntegrityError, transaction

from cast.people import as_actor
from cast.world import bring
from passerelle.contributions.models import Follow
from passerelle.journal.recording import new_entry
from passerelle.lib.inserting import insert, insert_or_renew, insert_unless_there
from passerelle.work.models import Job


def columns(row: Any) -> dict[str, Any]:
    row.refresh_from_db()
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields if not field.primary_key}


def test_it_is_what_save_writes(cast, places):
    subject = bring("A better oven", places.open, cast.ada)
    ours, theirs = [
        new_entry(as_actor(cast.ada), "reply.published", subject, at=subject.created_at, mentions=[1, "é"])
        for _ in range(2)
    ]
    insert(ours)
    theirs.save(force_insert=True)
    assert ours.pk != theirs.pk
    assert columns(ours) == columns(theirs)
    ours.verb = "reply.edited"
    ours.save()
    assert type(ours).objects.get(pk=ours.pk).verb == "reply.edited"


def test_what_is_there_stays(cast, places):
    head = bring("A better oven", places.open, cast.ada)
    Follow.objects.all().delete()
    assert insert_unless_there(Follow(person=cast.mia, contribution=head, level=Follow.Level.MUTE))
    assert not insert_unless_there(Follow(person=cast.mia, contribution=head, level=Follow.Level.FOLLOW))
    assert list(Follow.objects.values_list("person_id", "level")) == [(cast.mia.pk, Follow.Level.MUTE)]
    with pytest.raises(IntegrityError), transaction.atomic():
        insert(Follow(person=cast.mia, contribution=head, level=Follow.Level.FOLLOW))


def test_what_is_there_is_renewed(db):
    first, second = (Job(task="a.task", key="once", arguments={"number": number}) for number in (1, 2))
    insert_or_renew(first, "key", "arguments")
    insert_or_renew(second, "key", "arguments")
    assert first.pk == second.pk
    assert list(Job.objects.filter(key="once").values_list("arguments", flat=True)) == [{"number": 2}]
