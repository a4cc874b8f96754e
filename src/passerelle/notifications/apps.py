"""The notifications app."""

from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    """Inbox and mail."""

    name = "passerelle.notifications"
    label = "notifications"
