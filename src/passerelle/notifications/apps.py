"""The notifications app."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class NotificationsConfig(AppConfig):
    """Inbox and mail."""

    name = "passerelle.notifications"
    label = "notifications"

    def ready(self) -> None:
        """Load what tells of things that wait for somebody."""
        autodiscover_modules("waits")
