"""The work app."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class WorkConfig(AppConfig):
    """Finds every module's tasks at start."""

    name = "passerelle.work"
    label = "work"

    def ready(self) -> None:
        """Import ``tasks.py`` of each app, and our own."""
        autodiscover_modules("tasks", "housekeeping")
