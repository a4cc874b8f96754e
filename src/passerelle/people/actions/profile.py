"""What a person decides about themselves."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from passerelle.journal.actor import Actor
from passerelle.journal.recording import record
from passerelle.lib.text import clean, one_line
from passerelle.people import rules
from passerelle.people.models import Organisation, Person, PersonTopic
from passerelle.people.names import sort_key
from passerelle.people.pictures import drop
from passerelle.topics.models import Topic

TOLD = frozenset(
    "name pronouns bio help_with look_for responsibilities languages working_hours leave_from leave_until contact_channels".split()
)
PREFERRED = frozenset("language theme time_zone consents_coffee consents_quotes".split())


@transaction.atomic
def revise_profile(person: Person, *, by: Actor, **fields: Any) -> Person:
    """Change what others read about oneself; raises Refused for anybody else's profile. The entry names the fields only."""
    rules.may_revise(person, by).require()
    return _change(person, TOLD, fields, "person.revised", by)


@transaction.atomic
def prefer(person: Person, *, by: Actor, **fields: Any) -> Person:
    """Change language, appearance, time zone and consents; raises Refused for anybody else's."""
    rules.may_revise(person, by).require()
    return _change(person, PREFERRED, fields, "person.preferred", by)


@transaction.atomic
def set_topics(person: Person, known: Mapping[Topic, bool], *, by: Actor) -> None:
    """Replace the topics somebody knows; True means that others may find them by it."""
    rules.may_revise(person, by).require()
    PersonTopic.objects.filter(person=person).exclude(topic__in=list(known)).delete()
    for topic, discoverable in known.items():
        PersonTopic.objects.update_or_create(person=person, topic=topic, defaults={"discoverable": discoverable})
    record(by, "person.topics_set", person, count=len(known), discoverable=sum(known.values()))


@transaction.atomic
def set_photo(person: Person, stored: str, *, by: Actor) -> None:
    """Show another photo (its stored name, empty for none); the old one is deleted once this is sure."""
    rules.may_revise(person, by).require()
    before, person.photo = person.photo, stored
    person.save(update_fields=["photo"])
    record(by, "person.photo_set", person, has_photo=bool(stored))
    transaction.on_commit(lambda: drop(before))


@transaction.atomic
def accept_charter(person: Person, version: int, *, by: Actor) -> None:
    """Agree to the charter of this version, once; an older one than today's counts for nothing."""
    rules.may_revise(person, by).require()
    home = Organisation.home()
    if home is None or version != home.charter_version or person.charter_version >= version:
        return
    person.charter_version = version
    person.save(update_fields=["charter_version"])
    record(by, "charter.accepted", person, version=version)


def _change(person: Person, allowed: frozenset[str], fields: Mapping[str, Any], verb: str, by: Actor) -> Person:
    if unknown := set(fields) - allowed:
        raise TypeError(f"nobody decides {sorted(unknown)} here")
    changed = sorted(name for name, value in fields.items() if getattr(person, name) != _tidy(name, value))
    for name in changed:
        setattr(person, name, _tidy(name, fields[name]))
    if "name" in changed:
        person.sort_name = sort_key(person.name)
    if changed:
        person.save(update_fields=[*changed, "sort_name"])
        record(by, verb, person, fields=changed)
    return person


def _tidy(name: str, value: Any) -> Any:
    if not isinstance(value, str):
        return value
    field = Person._meta.get_field(name)
    tidy = one_line if field.get_internal_type() == "CharField" else clean
    return tidy(value, getattr(field, "max_length", None))
