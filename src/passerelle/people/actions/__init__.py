"""Verbs of people: about oneself, about others, and the ways in."""

from passerelle.people.actions.accept import accept_invitation, open_invitation
from passerelle.people.actions.administer import (
    add_person,
    deactivate,
    erase,
    place_person,
    reactivate,
    set_administrator,
)
from passerelle.people.actions.card import PrintedCard, print_cards
from passerelle.people.actions.face import revise_face, set_charter, set_logo
from passerelle.people.actions.invite import invite, resend, revoke
from passerelle.people.actions.places import keep_place, remove_place
from passerelle.people.actions.profile import accept_charter, prefer, revise_profile, set_photo, set_topics
from passerelle.people.actions.refusing import note_refusal, refusing_address, write_again
from passerelle.people.actions.set_up import open_house

__all__ = [
    "PrintedCard",
    "accept_charter",
    "accept_invitation",
    "add_person",
    "deactivate",
    "erase",
    "invite",
    "keep_place",
    "note_refusal",
    "open_house",
    "open_invitation",
    "place_person",
    "prefer",
    "print_cards",
    "reactivate",
    "refusing_address",
    "remove_place",
    "resend",
    "revise_face",
    "revise_profile",
    "revoke",
    "set_administrator",
    "set_charter",
    "set_logo",
    "set_photo",
    "set_topics",
    "write_again",
]
