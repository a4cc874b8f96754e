"""The web app."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Pages across modules."""

    name = "passerelle.web"
    label = "web"

    def ready(self) -> None:
        """Register the checks."""
        from passerelle.web import checks  # noqa: F401, PLC0415  # registering needs loaded apps
