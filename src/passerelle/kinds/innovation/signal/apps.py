"""The signal kind's app."""

from django.apps import AppConfig


class SignalConfig(AppConfig):
    """Own columns: what sort it is, what kind of customer, where, how urgent, when it was heard."""

    name = "passerelle.kinds.innovation.signal"
    label = "kind_signal"
