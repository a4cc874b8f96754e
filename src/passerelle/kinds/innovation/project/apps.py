"""The project kind's app."""

from django.apps import AppConfig


class ProjectConfig(AppConfig):
    """Own columns: what should be different, days, risks, the note of what came out; milestones in a table of their own."""

    name = "passerelle.kinds.innovation.project"
    label = "kind_project"
