"""The verbs of the trail."""

from passerelle.trail.actions.credit import answer, claim
from passerelle.trail.actions.dating import set_date
from passerelle.trail.actions.decide import decide
from passerelle.trail.actions.link import link
from passerelle.trail.actions.measure import measure
from passerelle.trail.actions.steer import confirm, dispute, unlink, weigh

__all__ = ["answer", "claim", "confirm", "decide", "dispute", "link", "measure", "set_date", "unlink", "weigh"]
