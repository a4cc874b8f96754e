"""The verbs of an idea."""

from passerelle.kinds.innovation.idea.actions.suggesting import accept, decline, suggest, take_back
from passerelle.kinds.innovation.idea.actions.team import join, leave, let_go, name_co_author
from passerelle.kinds.innovation.idea.actions.voting import set_budget, unvote, vote

__all__ = [
    "accept",
    "decline",
    "join",
    "leave",
    "let_go",
    "name_co_author",
    "set_budget",
    "suggest",
    "take_back",
    "unvote",
    "vote",
]
