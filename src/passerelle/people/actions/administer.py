"""What administrators decide about people: who is here, where they belong, who else administers."""

from __future__ import annotations

from typing import Any

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils.translation import gettext as _

from passerelle.journal.actor import Actor
from passerelle.journal.decision import Refused
from passerelle.journal.recording import record
from passerelle.lib.clock import now
from passerelle.people import rules
from passerelle.people.models import Invitation, Person, PersonTopic, RefusingAddress, StaffCard
from passerelle.people.names import sort_key
from passerelle.people.pictures import drop
from passerelle.people.sessions import end_sessions

PLACED = frozenset(
    "name email staff_number job_title level organisation unit site manager is_guest access_until sponsor".split()
)
IDENTITY = {"email", "staff_number"}
FORMER = "Former colleague"


@transaction.atomic
def add_person(*, by: Actor, **fields: Any) -> Person:
    """Enter somebody; they come in by an invitation, a card, or a link to a first password."""
    rules.may_administer(by).require()
    person = Person(**_known(fields), password=make_password(None))
    person.sort_name = sort_key(person.name)
    person.save(force_insert=True)
    record(by, "person.added", person)
    return person


@transaction.atomic
def place_person(person: Person, *, by: Actor, **fields: Any) -> Person:
    """Change who somebody is for the organisation. Another address or number ends every session and every confirmed address."""
    rules.may_administer(by).require()
    locked = Person.objects.select_for_update().get(pk=person.pk)
    changed = sorted(name for name, value in _known(fields).items() if getattr(locked, name) != value)
    for name in changed:
        setattr(locked, name, fields[name])
    locked.sort_name = sort_key(locked.name)
    if changed:
        locked.save(update_fields=[*changed, "sort_name"])
        if IDENTITY & set(changed):
            forget_identity(locked)
        record(by, "person.placed", locked, fields=changed)
    return locked


def forget_identity(person: Person) -> None:
    """After another address or number: what was confirmed for the old one, and who is signed in by it, counts no more."""
    EmailAddress.objects.filter(user=person).exclude(email=person.email or "").delete()
    if not person.staff_number:
        StaffCard.objects.filter(person=person).delete()
    end_sessions(person)


@transaction.atomic
def deactivate(person: Person, *, by: Actor) -> Person:
    """Somebody leaves: signed out everywhere at once, their texts stay. Raises Refused for the last administrator."""
    rules.may_administer(by).require()
    locked = _lock(person)
    if not locked.is_active:
        return locked
    _keep_an_administrator(locked)
    locked.is_active, locked.is_administrator, locked.left_at = False, False, now()
    locked.save(update_fields=["is_active", "is_administrator", "left_at"])
    StaffCard.objects.filter(person=locked).delete()
    end_sessions(locked)
    record(by, "person.deactivated", locked)
    return locked


@transaction.atomic
def reactivate(person: Person, *, by: Actor) -> Person:
    """Somebody comes back; raises Refused for who was erased."""
    rules.may_administer(by).require()
    locked = _lock(person)
    if locked.erased_at:
        raise Refused(_("This person was erased: invite them anew."))
    if not locked.is_active:
        locked.is_active, locked.left_at = True, None
        locked.save(update_fields=["is_active", "left_at"])
        record(by, "person.reactivated", locked)
    return locked


@transaction.atomic
def set_administrator(person: Person, is_administrator: bool, *, by: Actor) -> Person:
    """Let somebody run the installation, or no longer; one is always left. Raises Refused for guests and for the last one."""
    rules.may_administer(by).require()
    locked = _lock(person)
    if is_administrator and (locked.is_guest or locked.is_former):
        raise Refused(_("Only people of the organisation who are here can be administrators."))
    if locked.is_administrator == is_administrator:
        return locked
    if not is_administrator:
        _keep_an_administrator(locked)
    locked.is_administrator = is_administrator
    locked.save(update_fields=["is_administrator"])
    end_sessions(locked)
    record(by, "person.made_administrator" if is_administrator else "person.unmade_administrator", locked)
    return locked


@transaction.atomic
def erase(person: Person, *, by: Actor) -> Person:
    """Empty the row of somebody for good. Their texts follow in a job; entries and conversations around them stay readable."""
    rules.may_administer(by).require()
    locked = _lock(person)
    if locked.erased_at:
        return locked
    _keep_an_administrator(locked)
    photo = locked.photo
    Invitation.objects.filter(email=locked.email or "").delete()
    _empty(locked)
    PersonTopic.objects.filter(person=locked).delete()
    StaffCard.objects.filter(person=locked).delete()
    RefusingAddress.objects.filter(person=locked).delete()
    EmailAddress.objects.filter(user=locked).delete()
    end_sessions(locked)
    record(by, "person.erased", locked)
    transaction.on_commit(lambda: drop(photo))
    return locked


def _empty(person: Person) -> None:
    kept = {"id", "pid", "organisation", "joined_at", "is_imported", "is_guest", "access_until"}
    for field in Person._meta.concrete_fields:
        if field.name not in kept:
            setattr(person, field.name, field.get_default())
    person.name = FORMER
    person.sort_name = sort_key(FORMER)
    person.password = make_password(None)
    person.is_active, person.left_at, person.erased_at = False, now(), now()
    person.save()


def _lock(person: Person) -> Person:
    """Changes of administrators queue on their rows, so that two of them cannot unmake each other at once."""
    list(Person.objects.select_for_update().filter(is_administrator=True).order_by("pk").values_list("pk"))
    return Person.objects.select_for_update().get(pk=person.pk)


def _keep_an_administrator(person: Person) -> None:
    if not person.is_administrator:
        return
    if not Person.objects.present().filter(is_administrator=True).exclude(pk=person.pk).exists():
        raise Refused(_("One administrator is always needed: name another one first."))


def _known(fields: dict[str, Any]) -> dict[str, Any]:
    if unknown := set(fields) - PLACED:
        raise TypeError(f"administrators do not decide {sorted(unknown)}")
    return fields
