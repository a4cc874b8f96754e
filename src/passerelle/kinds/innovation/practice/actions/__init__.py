"""What a move cannot express."""

from passerelle.kinds.innovation.practice.actions.adopt import answer, give_up, take_into_use
from passerelle.kinds.innovation.practice.actions.appointment import answer_appointment, call_off, let_go
from passerelle.kinds.innovation.practice.actions.ask import ask
from passerelle.kinds.innovation.practice.actions.check import CHECK, await_check
from passerelle.kinds.innovation.practice.actions.contact import leave_contact, let_contact_go, name_contact, tell_hours
from passerelle.kinds.innovation.practice.actions.lot import confirm_lot
from passerelle.kinds.innovation.practice.actions.measure import confirm, measure_at, take_back
from passerelle.kinds.innovation.practice.actions.offer import expect, leave_site, offer, offer_several, remind
from passerelle.kinds.innovation.practice.actions.people import appoint
from passerelle.kinds.innovation.practice.actions.review import REVIEW, call_for_review
from passerelle.kinds.innovation.practice.actions.translate import follow, translate

__all__ = [
    "CHECK",
    "REVIEW",
    "answer",
    "answer_appointment",
    "appoint",
    "ask",
    "await_check",
    "call_for_review",
    "call_off",
    "confirm",
    "confirm_lot",
    "expect",
    "follow",
    "give_up",
    "leave_contact",
    "leave_site",
    "let_contact_go",
    "let_go",
    "measure_at",
    "name_contact",
    "offer",
    "offer_several",
    "remind",
    "take_back",
    "take_into_use",
    "tell_hours",
    "translate",
]
