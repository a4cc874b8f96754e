"""Tables of units, sites and people: read, planned, and only then applied."""

from passerelle.people.tables.people import plan_people
from passerelle.people.tables.places import plan_units
from passerelle.people.tables.plan import Plan, Problem, Step
from passerelle.people.tables.reading import LARGEST, Table, Unreadable, read_table
from passerelle.people.tables.sites import plan_sites

__all__ = [
    "LARGEST",
    "Plan",
    "Problem",
    "Step",
    "Table",
    "Unreadable",
    "plan_people",
    "plan_sites",
    "plan_units",
    "read_table",
]
