"""The practice kind's app."""

from django.apps import AppConfig


class PracticeConfig(AppConfig):
    """Own columns: what it solves, when it fits, what it takes, its core elements, how sure it is, where it comes from."""

    name = "passerelle.kinds.innovation.practice"
    label = "kind_practice"
