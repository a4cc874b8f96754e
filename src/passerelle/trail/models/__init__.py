"""Data of the trail."""

from passerelle.trail.models.credit import Credit, Role
from passerelle.trail.models.decision import Decision
from passerelle.trail.models.link import ACYCLIC, COUNTED, DATED, GUESS, PROVENANCE, Link, Relation, Source, Status
from passerelle.trail.models.outcome import Grade, Outcome

__all__ = [
    "ACYCLIC",
    "COUNTED",
    "DATED",
    "GUESS",
    "PROVENANCE",
    "Credit",
    "Decision",
    "Grade",
    "Link",
    "Outcome",
    "Relation",
    "Role",
    "Source",
    "Status",
]
