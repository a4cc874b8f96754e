"""The people app."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Persons, units, sites, organisations, sign-in."""

    name = "passerelle.people"
    label = "people"
