"""The topics app."""

from django.apps import AppConfig


class TopicsConfig(AppConfig):
    """Organisation-wide tags."""

    name = "passerelle.topics"
    label = "topics"
