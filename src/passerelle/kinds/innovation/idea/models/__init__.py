"""What is kept of an idea beside the spine."""

from passerelle.kinds.innovation.idea.models.idea import Effort, Idea
from passerelle.kinds.innovation.idea.models.suggestion import Suggestion
from passerelle.kinds.innovation.idea.models.vote import FEWEST, MOST, USUAL, Purse, Vote, VoteBudget

__all__ = ["FEWEST", "MOST", "USUAL", "Effort", "Idea", "Purse", "Suggestion", "Vote", "VoteBudget"]
