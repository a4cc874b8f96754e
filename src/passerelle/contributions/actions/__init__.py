"""The verbs of the spine. Each takes an Actor, runs in one transaction and leaves one journal entry."""

from passerelle.contributions.actions.adopt import adopt
from passerelle.contributions.actions.attach import upload
from passerelle.contributions.actions.broadcast import broadcast, broadcast_note
from passerelle.contributions.actions.contribute import contribute, publish
from passerelle.contributions.actions.edit import edit
from passerelle.contributions.actions.follow import follow, unfollow
from passerelle.contributions.actions.keep import bookmark, forget_draft, save_draft
from passerelle.contributions.actions.move import make_move
from passerelle.contributions.actions.propose import drop_change
from passerelle.contributions.actions.react import react
from passerelle.contributions.actions.reply import edit_reply, reply
from passerelle.contributions.actions.share import share, unshare
from passerelle.contributions.actions.steer import lock, merge, move_home, pin, split
from passerelle.contributions.actions.suggest import (
    accept_suggestion,
    decline_suggestion,
    suggest,
    take_suggestion_back,
)
from passerelle.contributions.actions.withdraw import remove, withdraw

__all__ = [
    "accept_suggestion",
    "adopt",
    "bookmark",
    "broadcast",
    "broadcast_note",
    "contribute",
    "decline_suggestion",
    "drop_change",
    "edit",
    "edit_reply",
    "follow",
    "forget_draft",
    "lock",
    "make_move",
    "merge",
    "move_home",
    "pin",
    "publish",
    "react",
    "remove",
    "reply",
    "save_draft",
    "share",
    "split",
    "suggest",
    "take_suggestion_back",
    "unfollow",
    "unshare",
    "upload",
    "withdraw",
]
