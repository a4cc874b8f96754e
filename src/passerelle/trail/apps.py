"""The trail's app."""

from django.apps import AppConfig


class TrailConfig(AppConfig):
    """Links, decisions, outcomes."""

    name = "passerelle.trail"
    label = "trail"
