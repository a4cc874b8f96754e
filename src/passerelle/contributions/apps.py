"""The contributions app."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class ContributionsConfig(AppConfig):
    """Finds every app's ``kind.py`` and ``panels.py`` at start, the two extension points, and the dates it keeps."""

    name = "passerelle.contributions"
    label = "contributions"

    def ready(self) -> None:
        """Register the checks, then what the other modules declare."""
        from passerelle.contributions import checks  # noqa: F401, PLC0415  # registering needs loaded apps

        autodiscover_modules("kind")
        autodiscover_modules("panels")
        autodiscover_modules("dates")
