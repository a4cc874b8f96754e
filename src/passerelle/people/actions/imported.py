"""Take over people of another tool: they have a name and a page, and no way to sign in until somebody invites them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils.translation import gettext as _

from passerelle.journal.actor import Actor
from passerelle.journal.decision import ALLOWED, refused
from passerelle.journal.models import Entry
from passerelle.journal.recording import record_many
from passerelle.lib.clock import now
from passerelle.lib.text import one_line
from passerelle.people.models import Organisation, Person
from passerelle.people.names import sort_key

NAME_LENGTH = 120


@dataclass(frozen=True, slots=True)
class ImportedPerson:
    """Somebody as another tool knew them."""

    pid: str
    name: str
    since: datetime


@transaction.atomic
def import_people(people: Sequence[ImportedPerson], *, by: Actor) -> list[Person]:
    """Make and return those who are not here yet; raises Refused unless an importer acts."""
    (ALLOWED if by.is_system else refused(_("Only an import can do this."))).require()
    pids = [one.pid for one in people]
    here = set(Person.objects.filter(pid__in=pids).values_list("pid", flat=True))
    home = Organisation.objects.filter(kind=Organisation.Kind.HOME).first()
    made = Person.objects.bulk_create(_person(one, home) for one in people if one.pid not in here)
    moment = now()
    record_many(
        [
            Entry(
                at=moment,
                actor_id=by.person_id,
                via=by.via,
                verb="person.imported",
                subject_type="person",
                subject_id=one.pk,
            )
            for one in made
        ]
    )
    return made


def _person(imported: ImportedPerson, home: Organisation | None) -> Person:
    name = one_line(imported.name, NAME_LENGTH)
    return Person(
        pid=imported.pid,
        name=name,
        sort_name=sort_key(name),
        organisation=home,
        is_imported=True,
        joined_at=imported.since,
        password=make_password(None),  # one that no entry ever matches
    )
