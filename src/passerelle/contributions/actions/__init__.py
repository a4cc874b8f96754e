"""The verbs of the spine. Each takes an Actor, runs in one transaction and leaves one journal entry."""

from passerelle.contributions.actions.contribute import contribute, publish
from passerelle.contributions.actions.edit import edit
from passerelle.contributions.actions.move import make_move
from passerelle.contributions.actions.reply import edit_reply, reply
from passerelle.contributions.actions.share import share, unshare
from passerelle.contributions.actions.withdraw import remove, withdraw

__all__ = ["contribute", "edit", "edit_reply", "make_move", "publish", "remove", "reply", "share", "unshare", "withdraw"]
