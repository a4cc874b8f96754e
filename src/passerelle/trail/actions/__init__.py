"""The verbs of the trail."""

from passerelle.trail.actions.credit import answer, claim, name_as_improver, name_as_quoted
from passerelle.trail.actions.dating import set_date
from passerelle.trail.actions.decide import decide
from passerelle.trail.actions.link import link
from passerelle.trail.actions.look_again import look_again
from passerelle.trail.actions.measure import measure
from passerelle.trail.actions.quote import derive, quote, unquote
from passerelle.trail.actions.steer import confirm, dispute, unlink, weigh, weights_of
from passerelle.trail.actions.take_in import take_in
from passerelle.trail.actions.trace import trace

__all__ = [
    "answer",
    "claim",
    "confirm",
    "decide",
    "derive",
    "dispute",
    "link",
    "look_again",
    "measure",
    "name_as_improver",
    "name_as_quoted",
    "quote",
    "set_date",
    "take_in",
    "trace",
    "unlink",
    "unquote",
    "weigh",
    "weights_of",
]
