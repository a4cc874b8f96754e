"""What is kept of an idea beside the spine."""

from passerelle.kinds.innovation.idea.models.idea import Effort, Idea
from passerelle.kinds.innovation.idea.models.promise import AnswerTime
from passerelle.kinds.innovation.idea.models.vote import FEWEST, MOST, USUAL, Purse, Vote, VoteBudget
from passerelle.kinds.innovation.idea.models.weighing import Criterion, Mark

__all__ = [
    "FEWEST",
    "MOST",
    "USUAL",
    "AnswerTime",
    "Criterion",
    "Effort",
    "Idea",
    "Mark",
    "Purse",
    "Vote",
    "VoteBudget",
]
