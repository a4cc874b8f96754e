"""Data of the people module."""

from passerelle.people.models.access import Invitation, StaffCard
from passerelle.people.models.organisation import Organisation, Site, Unit
from passerelle.people.models.person import Person, PersonTopic
from passerelle.people.models.refusing import RefusingAddress

__all__ = ["Invitation", "Organisation", "Person", "PersonTopic", "RefusingAddress", "Site", "StaffCard", "Unit"]
