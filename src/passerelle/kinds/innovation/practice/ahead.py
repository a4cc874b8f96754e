"""Days by which something is promised: to come, and no further than anybody plans."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from passerelle.lib.clock import now

FURTHEST = timedelta(days=730)


def why_not(day: date) -> StrOrPromise:
    """What speaks against a day, nothing where it may be chosen."""
    ahead = day - timezone.localdate(now())
    if ahead <= timedelta(0):
        return _("Choose a day to come.")
    return _("Choose a day within the next two years.") if ahead > FURTHEST else ""


class MomentField(forms.DateTimeField):
    """A moment to come, as one types it in one's own time zone."""

    def __init__(self, **kwargs: Any) -> None:
        """Asked for with the means of the browser."""
        super().__init__(
            widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"), **kwargs
        )

    def validate(self, value: datetime | None) -> None:
        """Not past, and not beyond what anybody plans."""
        super().validate(value)
        if value is not None and not timedelta(0) < value - now() <= FURTHEST:
            raise ValidationError(_("Choose a time to come, within the next two years."))


class AheadField(forms.DateField):
    """A day to come; what speaks against another is said beside it."""

    def validate(self, value: date | None) -> None:
        """Not past, and not beyond what anybody plans."""
        super().validate(value)
        if value is not None and (said := why_not(value)):
            raise ValidationError(said)
