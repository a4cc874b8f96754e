"""The verbs of an idea."""

from passerelle.kinds.innovation.idea.actions.escalating import escalate, promise
from passerelle.kinds.innovation.idea.actions.owning import name_owner
from passerelle.kinds.innovation.idea.actions.team import join, leave, let_go, name_co_author
from passerelle.kinds.innovation.idea.actions.voting import set_budget, unvote, vote
from passerelle.kinds.innovation.idea.actions.weighing import name_reviewer, remove_reviewer, score, set_criteria

__all__ = [
    "escalate",
    "join",
    "leave",
    "let_go",
    "name_co_author",
    "name_owner",
    "name_reviewer",
    "promise",
    "remove_reviewer",
    "score",
    "set_budget",
    "set_criteria",
    "unvote",
    "vote",
]
