"""Verbs of communities."""

from passerelle.communities.actions.appoint import appoint
from passerelle.communities.actions.found import archive, found, reopen, revise, set_cover, set_objectives
from passerelle.communities.actions.invite import answer_invitation, invite
from passerelle.communities.actions.join import join, leave, mute, remove_member, seen, set_role
from passerelle.communities.actions.request import decide_request, request_to_join
from passerelle.communities.actions.rules import add_rule, apply_rules, set_rules

__all__ = [
    "add_rule",
    "answer_invitation",
    "apply_rules",
    "appoint",
    "archive",
    "decide_request",
    "found",
    "invite",
    "join",
    "leave",
    "mute",
    "remove_member",
    "reopen",
    "request_to_join",
    "revise",
    "seen",
    "set_cover",
    "set_objectives",
    "set_role",
    "set_rules",
]
