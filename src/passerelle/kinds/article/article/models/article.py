"""What an article knows beyond its text."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from passerelle.contributions.models import Contribution, Details


class Genre(models.TextChoices):
    """What kind of knowledge it is; each has an outline of its own."""

    CASE = "case", _("Case study")
    HOW_TO = "how-to", _("How-to")
    STRATEGY = "strategy", pgettext_lazy("genre of an article", "Strategy")
    FAQ = "faq", _("Questions and answers")
    COLLECTION = "collection", _("Collection")


PINNED_TO = (Genre.FAQ, Genre.COLLECTION)  # what others wrote is pinned to them


class Interval(models.IntegerChoices):
    """After how many days somebody says whether it still holds."""

    QUARTER = 90, _("Every three months")
    HALF = 180, _("Twice a year")
    YEAR = 365, _("Once a year")
    TWO_YEARS = 730, _("Every two years")


class Article(Details):
    """Its genre, what it rests on, when it is looked at again, where it stands in a handbook, and what it translates.

    Who answers for it is an Involvement of the spine. ``handbook`` is the first page of the tree it stands in: empty for that page,
    and for one that stands alone. Both point at the spine, where a page that was taken back keeps its row.
    """

    genre = models.CharField(_("what it is"), max_length=10, choices=Genre.choices, default=Genre.HOW_TO)
    sources = models.TextField(_("what it rests on"), max_length=4_000, blank=True)
    review_every = models.PositiveSmallIntegerField(
        _("how often it is looked at again"), choices=Interval.choices, default=Interval.HALF
    )
    origin = models.ForeignKey(  # the conversation it was distilled from
        Contribution, null=True, blank=True, on_delete=models.SET_NULL, related_name="+", editable=False
    )
    published_on = models.DateField(null=True, editable=False)
    review_on = models.DateField(null=True, editable=False)
    confirmed_at = models.DateTimeField(null=True, editable=False)  # by whoever answers for it, last
    parent = models.ForeignKey(Contribution, null=True, on_delete=models.SET_NULL, related_name="+", editable=False)
    handbook = models.ForeignKey(Contribution, null=True, on_delete=models.SET_NULL, related_name="+", editable=False)
    translation_of = models.ForeignKey(
        Contribution, null=True, on_delete=models.SET_NULL, related_name="+", editable=False
    )
    translated_at = models.DateTimeField(null=True, editable=False)  # when somebody last brought its words in line
    position = models.PositiveSmallIntegerField(default=0, editable=False)  # among those of the same parent
