"""The trend kind's app."""

from django.apps import AppConfig


class TrendConfig(AppConfig):
    """Own columns: what it may mean for us."""

    name = "passerelle.kinds.innovation.trend"
    label = "kind_trend"
