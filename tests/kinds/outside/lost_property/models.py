"""What a lost thing knows beyond its text."""

from django.db import models

from passerelle.contributions.models import Details


class Lost(Details):
    """Where it was seen last."""

    last_seen = models.CharField("last seen at", max_length=80)
