"""The app of saved searches."""

from django.apps import AppConfig


class SavedSearchesConfig(AppConfig):
    """Stands above search and notifications, and brings the two together."""

    name = "passerelle.saved_searches"
    label = "saved_searches"
