"""The verbs of a project beyond its moves."""

from passerelle.kinds.innovation.project.actions.milestones import add_milestone, drop_milestone, set_progress
from passerelle.kinds.innovation.project.actions.release import write_release_note

__all__ = ["add_milestone", "drop_milestone", "set_progress", "write_release_note"]
