"""What a move cannot express."""

from passerelle.kinds.article.article.actions.check import check
from passerelle.kinds.article.article.actions.people import appoint, inherit
from passerelle.kinds.article.article.actions.review import call_for_review, remind

__all__ = ["appoint", "call_for_review", "check", "inherit", "remind"]
