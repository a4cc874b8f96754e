"""Ask somebody, answer such a request, decide what one is suggested for and how often one is asked."""

from passerelle.matching.actions.asking import ask, lay_aside
from passerelle.matching.actions.deciding import be_suggested, not_me, set_availability

__all__ = ["ask", "be_suggested", "lay_aside", "not_me", "set_availability"]
