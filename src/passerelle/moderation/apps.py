"""The moderation app."""

from django.apps import AppConfig


class ModerationConfig(AppConfig):
    """Reports, held texts."""

    name = "passerelle.moderation"
    label = "moderation"
