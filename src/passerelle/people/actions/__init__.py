"""Verbs of people: about oneself, about others, and the ways in."""

from passerelle.people.actions.profile import (
    accept_charter,
    prefer,
    revise_profile,
    set_photo,
    set_topics,
)

__all__ = [
    "accept_charter",
    "prefer",
    "revise_profile",
    "set_photo",
    "set_topics",
]
