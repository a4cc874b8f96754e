"""The verbs of a project beyond its moves."""

from passerelle.kinds.innovation.project.actions.milestones import add_milestone, drop_milestone, set_progress
from passerelle.kinds.innovation.project.actions.release import write_release_note
from passerelle.kinds.innovation.project.actions.team import bring_team, join, leave, let_go

__all__ = [
    "add_milestone",
    "bring_team",
    "drop_milestone",
    "join",
    "leave",
    "let_go",
    "set_progress",
    "write_release_note",
]
