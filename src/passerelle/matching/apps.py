"""The matching app."""

from django.apps import AppConfig


class MatchingConfig(AppConfig):
    """Who can help, asked kindly."""

    name = "passerelle.matching"
    label = "matching"
