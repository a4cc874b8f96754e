"""The exchange app."""

from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    """Imports, exports and the demo organisation."""

    name = "passerelle.exchange"
    label = "exchange"
