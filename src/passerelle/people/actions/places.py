"""Units, sites and organisations: made, changed, taken away while nobody belongs there."""

from __future__ import annotations

from typing import TypeVar

from django.db import models, transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from passerelle.journal.actor import Actor
from passerelle.journal.decision import Refused
from passerelle.journal.recording import record
from passerelle.people import rules
from passerelle.people.models import Organisation, Person, Site, Unit

Place = TypeVar("Place", Unit, Site, Organisation)


@transaction.atomic
def keep_place(place: Place, *, by: Actor) -> Place:
    """Save a new or changed unit, site or organisation; raises Refused for a unit below itself."""
    rules.may_administer(by).require()
    is_new = place.pk is None
    if isinstance(place, Unit):
        _require_tree(place)
    place.save()
    record(by, f"{place._meta.model_name}.{'added' if is_new else 'revised'}", place)
    return place


@transaction.atomic
def remove_place(place: Place, *, by: Actor) -> None:
    """Take it away; raises Refused while somebody or something belongs there. Idempotent."""
    rules.may_administer(by).require()
    held = type(place)._default_manager.select_for_update()  # nothing new comes to belong there meanwhile
    if not held.filter(pk=place.pk).first():
        return
    if getattr(place, "kind", "") == Organisation.Kind.HOME:
        raise Refused(_("The home organisation stays."))
    field = str(place._meta.model_name)
    if Person.objects.filter(**{field: place}).exists():
        raise Refused(_("People belong there: move them first."))
    number = place.pk
    try:
        place.delete()
    except ProtectedError as error:
        raise Refused(_("Something still stands below it: move that first.")) from error
    place.pk = number  # the entry names what is gone
    record(by, f"{field}.removed", place)


def _require_tree(unit: Unit) -> None:
    seen = {unit.pk} if unit.pk else set()
    above: models.Model | None = unit.parent
    while isinstance(above, Unit):
        if above.pk in seen:
            raise Refused(_("A unit cannot stand below itself."))
        seen.add(above.pk)
        above = above.parent
