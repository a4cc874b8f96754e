"""The communities app."""

from django.apps import AppConfig


class CommunitiesConfig(AppConfig):
    """Communities and memberships."""

    name = "passerelle.communities"
    label = "communities"
