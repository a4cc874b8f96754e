"""The journal app."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class JournalConfig(AppConfig):
    """Finds every module's listeners at start."""

    name = "passerelle.journal"
    label = "journal"

    def ready(self) -> None:
        """Import ``listeners.py`` of each app."""
        autodiscover_modules("listeners")
