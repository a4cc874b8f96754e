"""Verbs of topics."""

from passerelle.topics.actions.editors import appoint_editor, dismiss_editor
from passerelle.topics.actions.naming import add_topic, merge_topic, owner_of, revise_topic

__all__ = ["add_topic", "appoint_editor", "dismiss_editor", "merge_topic", "owner_of", "revise_topic"]
