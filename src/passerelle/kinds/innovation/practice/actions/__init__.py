"""What a move cannot express."""

from passerelle.kinds.innovation.practice.actions.adopt import answer, give_up, take_into_use
from passerelle.kinds.innovation.practice.actions.ask import ask
from passerelle.kinds.innovation.practice.actions.measure import confirm, measure_at
from passerelle.kinds.innovation.practice.actions.offer import expect, leave_site, offer, offer_several, remind
from passerelle.kinds.innovation.practice.actions.people import appoint
from passerelle.kinds.innovation.practice.actions.review import REVIEW, call_for_review

__all__ = [
    "REVIEW",
    "answer",
    "appoint",
    "ask",
    "call_for_review",
    "confirm",
    "expect",
    "give_up",
    "leave_site",
    "measure_at",
    "offer",
    "offer_several",
    "remind",
    "take_into_use",
]
