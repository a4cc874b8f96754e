"""Where people belong: organisations, units, sites."""

from __future__ import annotations

from typing import Self

from django.core.validators import BaseValidator, MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from markupsafe import Markup

from passerelle.lib.ids import new_public_id
from passerelle.lib.markdown import fill, render


class Organisation(models.Model):
    """The home organisation (one row, which also carries the installation's face) or a partner."""

    class Kind(models.TextChoices):
        """Home or partner."""

        HOME = "home", _("Home organisation")
        PARTNER = "partner", _("Partner")

    pid = models.CharField(max_length=20, unique=True, default=new_public_id, editable=False)
    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(_("name"), max_length=120)
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.PARTNER)
    accent = models.CharField(_("colour"), max_length=9, blank=True)
    logo = models.CharField(max_length=200, blank=True, editable=False)
    languages = models.JSONField(_("languages"), default=list, blank=True)
    charter = models.TextField(_("charter"), blank=True, max_length=20_000)
    charter_version = models.PositiveIntegerField(default=0, editable=False)
    ready_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        """At most one home."""

        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["kind"], condition=Q(kind="home"), name="organisation_one_home"),
        ]

    def __str__(self) -> str:
        """The name."""
        return self.name

    @property
    def charter_html(self) -> Markup:
        """The charter as people read it; it names nobody."""
        return fill(render(self.charter).html, {})

    @classmethod
    def home(cls) -> Self | None:
        """The home organisation, None before it was named."""
        return cls.objects.filter(kind=cls.Kind.HOME).first()


class Unit(models.Model):
    """A part of the home organisation; units form a tree."""

    pid = models.CharField(max_length=20, unique=True, default=new_public_id, editable=False)
    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(_("name"), max_length=120)
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="children")

    class Meta:
        """Alphabetical."""

        ordering = ["name"]

    def __str__(self) -> str:
        """The name."""
        return self.name


def _within(degrees: int) -> list[BaseValidator]:
    return [MinValueValidator(-degrees), MaxValueValidator(degrees)]


class Site(models.Model):
    """A place where people work, of the home organisation or of a partner."""

    pid = models.CharField(max_length=20, unique=True, default=new_public_id, editable=False)
    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(_("name"), max_length=120)
    type = models.CharField(_("type"), max_length=40, blank=True)  # in the words of the house: shop, plant
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="sites", verbose_name=_("partner")
    )  # None is the home organisation
    city = models.CharField(_("city"), max_length=80, blank=True)
    country = models.CharField(_("country"), max_length=2, blank=True)
    latitude = models.FloatField(_("latitude"), null=True, blank=True, validators=_within(90))
    longitude = models.FloatField(_("longitude"), null=True, blank=True, validators=_within(180))
    time_zone = models.CharField(_("time zone"), max_length=64, default="Europe/Paris")

    class Meta:
        """Alphabetical."""

        ordering = ["name"]

    def __str__(self) -> str:
        """The name."""
        return self.name

    @classmethod
    def types(cls) -> list[str]:
        """The types in use, as they are written."""
        return list(cls.objects.exclude(type="").order_by("type").values_list("type", flat=True).distinct())
