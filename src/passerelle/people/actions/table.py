"""Read a planned table in: all of it, or nothing."""

from __future__ import annotations

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from passerelle.journal.actor import Actor
from passerelle.journal.decision import Refused
from passerelle.journal.recording import new_entry, record, record_many
from passerelle.people import rules
from passerelle.people.actions.administer import IDENTITY, forget_identity
from passerelle.people.models import Organisation, Person, Unit
from passerelle.people.tables import Plan, Step

BATCH = 200


def apply_table(sort: str, plan: Plan, *, by: Actor) -> None:
    """Read a sound plan of people, units or sites in; raises Refused as the verb of its sort does."""
    (apply_people if sort == "people" else apply_places)(plan, by=by)


@transaction.atomic
def apply_people(plan: Plan, *, by: Actor) -> None:
    """Enter and change the people of a sound plan. Raises Refused when somebody changed the same meanwhile.

    One entry names all of them for those who listen; each person's own entry says what became of them.
    """
    home = _require(plan, by)
    new, changed = _split(plan)
    managers = [step.row for step in (*new, *changed) if "manager" in step.fields]
    named = {id(person): person.manager for person in managers}
    for person in managers:
        person.manager = None  # some are not saved yet
    try:
        Person.objects.bulk_create([step.row for step in new], batch_size=BATCH)
        _update(Person, changed, {"manager"}, extra={"sort_name"})
        for person in managers:
            person.manager = named[id(person)]
        Person.objects.bulk_update(managers, ["manager"], batch_size=BATCH)
    except IntegrityError as error:
        raise Refused(_("Somebody changed people meanwhile: look at the table once more.")) from error
    for step in changed:
        if IDENTITY & set(step.fields):
            forget_identity(step.row)
    _record("person", new, changed, by)
    record(by, "people.imported", home, people=[step.row.pk for step in (*new, *changed)])


@transaction.atomic
def apply_places(plan: Plan, *, by: Actor) -> None:
    """Enter and change the units or sites of a sound plan; parents are saved before what hangs on them."""
    _require(plan, by)
    new, changed = _split(plan)
    waiting = list(new)
    while waiting:
        ready = [
            step for step in waiting if not isinstance(step.row, Unit) or step.row.parent is None or step.row.parent.pk
        ]
        for step in ready:
            if isinstance(step.row, Unit):
                step.row.parent = step.row.parent  # its key exists only now
            step.row.save(force_insert=True)
        waiting = [step for step in waiting if step not in ready]
    for step in changed:
        if isinstance(step.row, Unit):
            step.row.parent = step.row.parent
        step.row.save()
    if new or changed:
        _record("unit" if isinstance((*new, *changed)[0].row, Unit) else "site", new, changed, by)


def _require(plan: Plan, by: Actor) -> Organisation:
    rules.may_administer(by).require()
    home = Organisation.home()
    if not plan.is_sound or home is None:
        raise Refused(_("The table has rows that cannot be read in."))
    return home


def _split(plan: Plan) -> tuple[list[Step], list[Step]]:
    """New rows, and changed ones; what stays as it is needs nothing."""
    return (
        [step for step in plan.steps if step.row.pk is None],
        [step for step in plan.steps if step.row.pk is not None and step.fields],
    )


def _update(model: type[Person], steps: list[Step], later: set[str], *, extra: set[str]) -> None:
    fields = sorted(({name for step in steps for name in step.fields} | extra) - later)
    if steps:
        model.objects.bulk_update([step.row for step in steps], fields, batch_size=BATCH)


def _record(noun: str, new: list[Step], changed: list[Step], by: Actor) -> None:
    changed_verb = "placed" if noun == "person" else "revised"
    entries = [new_entry(by, f"{noun}.added", step.row) for step in new]
    entries += [new_entry(by, f"{noun}.{changed_verb}", step.row, fields=sorted(step.fields)) for step in changed]
    record_many(entries)
