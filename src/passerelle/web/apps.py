"""The web app."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Pages across modules."""

    name = "passerelle.web"
    label = "web"
