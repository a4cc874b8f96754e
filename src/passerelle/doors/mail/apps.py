"""The door for mail."""

from django.apps import AppConfig


class MailConfig(AppConfig):
    """Mail that comes in."""

    name = "passerelle.doors.mail"
    label = "doors_mail"
