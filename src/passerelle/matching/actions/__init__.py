"""Ask somebody, answer such a request, decide on what and how often one is asked; say that something solved one's problem."""

from passerelle.matching.actions.asking import ask, lay_aside, take_ask_back
from passerelle.matching.actions.deciding import be_suggested, not_me, set_availability
from passerelle.matching.actions.solving import report_solved, take_solved_back

__all__ = [
    "ask",
    "be_suggested",
    "lay_aside",
    "not_me",
    "report_solved",
    "set_availability",
    "take_ask_back",
    "take_solved_back",
]
