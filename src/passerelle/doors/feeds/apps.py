"""The feeds app."""

from django.apps import AppConfig


class FeedsConfig(AppConfig):
    """Calendar and Atom."""

    name = "passerelle.doors.feeds"
    label = "feeds"
