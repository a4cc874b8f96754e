"""The app of the kind."""

from django.apps import AppConfig


class LostPropertyConfig(AppConfig):
    """One column of its own."""

    name = "lost_property"
    label = "kind_lost"
    default_auto_field = "django.db.models.BigAutoField"
