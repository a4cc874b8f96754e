"""What a move cannot express."""

from passerelle.kinds.article.article.actions.check import check
from passerelle.kinds.article.article.actions.people import appoint, inherit
from passerelle.kinds.article.article.actions.pin import follow_merge, pin, rearrange, unpin
from passerelle.kinds.article.article.actions.place import leave, place
from passerelle.kinds.article.article.actions.restore import restore
from passerelle.kinds.article.article.actions.review import call_for_review, remind
from passerelle.kinds.article.article.actions.translate import translate
from passerelle.kinds.article.article.actions.use import confirm_use, forget_uses, report_use, take_use_back
from passerelle.kinds.article.article.actions.versions import tell_versions

__all__ = [
    "appoint",
    "call_for_review",
    "check",
    "confirm_use",
    "follow_merge",
    "forget_uses",
    "inherit",
    "leave",
    "pin",
    "place",
    "rearrange",
    "remind",
    "report_use",
    "restore",
    "take_use_back",
    "tell_versions",
    "translate",
    "unpin",
]
