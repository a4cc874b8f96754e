"""Decision: why something went one way and not another."""

from __future__ import annotations

from typing import ClassVar, Self, TypeVar

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from passerelle.contributions.models import Contribution, Standing
from passerelle.journal.actor import Actor
from passerelle.journal.guard import GuardedQuerySet
from passerelle.lib.clock import now

Row = TypeVar("Row", bound=models.Model, covariant=True)


class BesideQuerySet(GuardedQuerySet[Row]):
    """What is written beside a contribution."""

    def visible_to(self, actor: Actor) -> Self:
        """Read by whoever sees the contribution, as long as it is there: with a text that is taken away, so is what was said of it."""
        shown = Contribution.objects.visible_to(actor).filter(standing__in=(Standing.PUBLISHED, Standing.MERGED))
        return self.filter(Exists(shown.filter(pk=OuterRef("contribution_id"))))._scoped("visible")


class Decision(models.Model):
    """One decision: the move it made, its reason, what else came into question and who thought otherwise.

    Of whoever was erased the words are gone, and nobody decided: that it was decided stays.
    """

    contribution = models.ForeignKey(Contribution, on_delete=models.PROTECT, related_name="decisions")
    move = models.SlugField(max_length=40)
    before = models.CharField(max_length=40)
    after = models.CharField(max_length=40)
    reason = models.TextField(_("reason"), max_length=4_000)
    options = models.TextField(_("what else came into question"), max_length=4_000, blank=True)
    evidence = models.TextField(_("what it rests on"), max_length=4_000, blank=True)
    dissent = models.TextField(_("who thought otherwise, and why"), max_length=4_000, blank=True)
    review_on = models.DateField(_("look at it again on"), null=True, blank=True)
    decider = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=now)

    objects: ClassVar[models.Manager[Decision]] = models.Manager.from_queryset(BesideQuerySet)()

    class Meta:
        """Newest last. A decision without a reason is none."""

        ordering = ["id"]
        constraints = [models.CheckConstraint(condition=~Q(reason="") | Q(decider=None), name="decision_has_a_reason")]

    def __str__(self) -> str:
        """Ids only."""
        return f"{self.move} of {self.contribution_id}"
