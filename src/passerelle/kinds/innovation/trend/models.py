"""What a trend knows beyond its words. Its signals are links of the trail: no second table says what belongs to it."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from passerelle.contributions.models import Details


class Trend(Details):
    """What it may mean for us, in a sentence."""

    meaning = models.CharField(_("what it may mean for us"), max_length=300, blank=True)
