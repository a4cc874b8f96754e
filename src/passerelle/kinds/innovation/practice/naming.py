"""Who may know which sites by name."""

from __future__ import annotations

from collections.abc import Collection

from passerelle.journal.actor import Actor
from passerelle.people.models import Person, Site


def may_name(actor: Actor, site: Site, mine: Collection[int]) -> bool:
    """People of the organisation know all; partners those of theirs, and those they answer for (``mine``)."""
    if actor.is_staff or site.pk in mine:
        return True
    person = actor.person if actor.is_guest else None
    return person is not None and site.organisation_id == person.organisation_id


def may_answer_for(person: Person, site: Site) -> bool:
    """Partners answer for sites of theirs, people of the organisation for all."""
    return not person.is_guest or site.organisation_id == person.organisation_id
