"""Who may know which sites by name."""

from __future__ import annotations

from collections.abc import Collection

from passerelle.journal.actor import Actor
from passerelle.kinds.innovation.practice.models import Measurement
from passerelle.people.models import Person, Site


def may_name(actor: Actor, site: Site, mine: Collection[int]) -> bool:
    """People of the organisation know all; partners those of theirs, and those they answer for (``mine``)."""
    if actor.is_staff or site.pk in mine:
        return True
    person = actor.person if actor.is_guest else None
    return person is not None and site.organisation_id == person.organisation_id


def may_read_numbers(actor: Actor, one: Measurement, mine: Collection[int]) -> bool:
    """What was counted: people of the organisation read all of it; partners that of sites they know, and what they wrote down."""
    site = one.adoption.site if one.adoption else None
    return one.outcome.measured_by_id == actor.own_id or (may_name(actor, site, mine) if site else actor.is_staff)


def may_answer_for(person: Person, site: Site) -> bool:
    """Partners answer for sites of theirs, people of the organisation for all."""
    return not person.is_guest or site.organisation_id == person.organisation_id
