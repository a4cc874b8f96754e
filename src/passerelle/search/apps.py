"""The search app."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    """Listens to the journal and keeps the index; its listeners are found by the journal."""

    name = "passerelle.search"
    label = "search"
