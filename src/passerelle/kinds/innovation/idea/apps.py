"""The idea kind's app."""

from django.apps import AppConfig


class IdeaConfig(AppConfig):
    """Own columns: the problem, for whom, the effect, the effort."""

    name = "passerelle.kinds.innovation.idea"
    label = "kind_idea"
