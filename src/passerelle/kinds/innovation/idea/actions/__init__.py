"""The verbs of an idea."""

from passerelle.kinds.innovation.idea.actions.voting import set_budget, unvote, vote

__all__ = ["set_budget", "unvote", "vote"]
