"""Take over people of another tool: they have a name and a page, and no way to sign in until somebody invites them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.hashers import make_password
from django.db import transaction

from passerelle.journal.actor import Actor
from passerelle.journal.recording import new_entry, record_many
from passerelle.lib.text import one_line
from passerelle.people import rules
from passerelle.people.models import Organisation, Person
from passerelle.people.names import LENGTH, sort_key


@dataclass(frozen=True, slots=True)
class ImportedPerson:
    """Somebody as another tool knew them."""

    pid: str
    name: str
    since: datetime


@transaction.atomic
def import_people(people: Sequence[ImportedPerson], *, by: Actor) -> list[Person]:
    """Make and return those who are not here yet; raises Refused unless an importer acts."""
    rules.may_import(by).require()
    pids = [one.pid for one in people]
    here = set(Person.objects.filter(pid__in=pids).values_list("pid", flat=True))
    home = Organisation.home()
    made = Person.objects.bulk_create(_person(one, home) for one in people if one.pid not in here)
    record_many([new_entry(by, "person.imported", one) for one in made])
    return made


def _person(imported: ImportedPerson, home: Organisation | None) -> Person:
    name = one_line(imported.name, LENGTH)
    return Person(
        pid=imported.pid,
        name=name,
        sort_name=sort_key(name),
        organisation=home,
        is_imported=True,
        joined_at=imported.since,
        password=make_password(None),  # one that no entry ever matches
    )
