"""The update kind's app."""

from django.apps import AppConfig


class UpdateConfig(AppConfig):
    """Has no columns of its own."""

    name = "passerelle.kinds.talk.update"
    label = "kind_update"
