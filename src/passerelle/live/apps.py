"""The live app."""

from django.apps import AppConfig


class LiveConfig(AppConfig):
    """Server-sent hints."""

    name = "passerelle.live"
    label = "live"
