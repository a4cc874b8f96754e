"""What a practice knows beyond its text, which are the steps."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from passerelle.contributions.models import Contribution, Details
from passerelle.people.models import Site
from passerelle.trail.models import Grade

FEWEST, MOST = 3, 9  # core elements


class Practice(Details):
    """What it is good for, what it takes, what makes it work, and what shows that it does.

    ``origin`` is what it was made from: an adaptation is a practice of its own. ``translation_of`` is the practice it tells in another
    language: what is checked, offered, asked and measured is that one, and its state is that one's.
    """

    problem = models.TextField(_("what does it solve?"), max_length=1_000, blank=True)
    fits = models.TextField(_("when does it fit?"), max_length=1_000, blank=True)
    fits_not = models.TextField(_("when does it not?"), max_length=1_000, blank=True)
    takes_time = models.CharField(_("time"), max_length=160, blank=True)
    takes_money = models.CharField(_("money"), max_length=160, blank=True)
    takes_skills = models.CharField(_("skills"), max_length=160, blank=True)
    elements = models.TextField(_("what makes it work?"), max_length=2_000, blank=True)
    evidence = models.TextField(_("before and after"), max_length=2_000, blank=True)
    grade = models.CharField(_("how sure it is"), max_length=1, choices=Grade.choices, default=Grade.E)
    site = models.ForeignKey(
        Site, null=True, blank=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("where it was tried")
    )
    reached = models.CharField(_("when one can ask you"), max_length=160, blank=True)
    contact_reached = models.CharField(max_length=160, blank=True, editable=False)
    origin = models.ForeignKey(
        Contribution, null=True, blank=True, on_delete=models.SET_NULL, related_name="+", editable=False
    )
    translation_of = models.ForeignKey(
        Contribution, null=True, on_delete=models.SET_NULL, related_name="+", editable=False
    )
    translated_at = models.DateTimeField(null=True, editable=False)  # when somebody last brought its words in line
    proven_on = models.DateField(null=True, editable=False)
    review_on = models.DateField(null=True, editable=False)

    @property
    def core(self) -> list[str]:
        """Its core elements, one a line."""
        return lines(self.elements)

    @property
    def claimed(self) -> str:
        """The grade its author gives it: no better than before and after, which numbers alone show."""
        return max(self.grade, Grade.C)

    @property
    def checked(self) -> tuple[str, list[str], list[str]]:
        """What whoever checks it vouches for, however it is spaced."""
        return self.claimed, self.evidence.split(), [" ".join(one.split()) for one in self.core]


def lines(typed: str) -> list[str]:
    """The lines that say something."""
    return [line.strip() for line in typed.splitlines() if line.strip()]
