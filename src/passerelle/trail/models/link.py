"""Link: one contribution goes back to another."""

from __future__ import annotations

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from passerelle.contributions.models import Contribution, Passage
from passerelle.journal.actor import Actor
from passerelle.journal.guard import GuardedQuerySet
from passerelle.lib.clock import now


class Relation(models.TextChoices):
    """How the later goes back to the earlier, read from the later."""

    OBSERVED_IN = "observed_in", _("is seen in")
    DERIVED_FROM = "derived_from", _("comes from")
    REALISES = "realises", _("carries out")
    ANSWERS = "answers", _("answers")
    PART_OF = "part_of", _("is part of")
    SUPPORTED_BY = "supported_by", _("is supported by")  # evidence: may be said long after, and is no cause
    INSPIRED_BY = "inspired_by", _("is inspired by")
    RELATED_TO = "related_to", _("is related to")
    TAKES_IN = "takes_in", _("takes in")  # what was merged; said by the verb that merges alone


PROVENANCE = frozenset({Relation.OBSERVED_IN, Relation.DERIVED_FROM, Relation.REALISES, Relation.TAKES_IN})
"""What carries credit from what came of something to those it goes back to."""
ACYCLIC = PROVENANCE | {Relation.ANSWERS, Relation.PART_OF}
"""What the trail walks along; nothing comes from itself by any of these."""
DATED = ACYCLIC - {Relation.OBSERVED_IN, Relation.TAKES_IN}
"""Where the later is not older than the earlier. What is seen again and again is older than the last time; what takes in may be."""


class Status(models.TextChoices):
    """What people say of a link."""

    PROPOSED = "proposed", _("Proposed")
    CONFIRMED = "confirmed", _("Confirmed")
    DISPUTED = "disputed", _("Disputed")
    TOMBSTONED = "tombstoned", _("Taken away")


COUNTED = (Status.CONFIRMED, Status.DISPUTED)
"""What stands until it is taken away: somebody who answers for it said so."""


class Source(models.TextChoices):
    """Who saw it. What Passerelle sees is proposed, never more."""

    HUMAN = "human", _("A person")
    SYSTEM = "system", _("Passerelle")


GUESS = Q(source=Source.SYSTEM, relation=Relation.DERIVED_FROM)
"""What Passerelle took for a cause because it is alike, whatever people said of it."""


class LinkQuerySet(GuardedQuerySet["Link"]):
    """Links an actor may know of."""

    def visible_to(self, actor: Actor) -> Self:
        """Both ends must be there for them: one alone would tell that there is another."""
        seen = Contribution.objects.visible_to(actor)
        ends = (Exists(seen.filter(pk=OuterRef(end))) for end in ("later_id", "earlier_id"))
        return self.filter(*ends)._scoped("visible")

    def standing(self) -> Self:
        """All but those that were taken away."""
        return self.exclude(status=Status.TOMBSTONED)


class Link(models.Model):
    """From the later to the earlier, so that arrows point to causes.

    ``weight`` is the part of the credit that goes this way, in proportion to those of the same node's other links: alike unless
    somebody said otherwise, so that they add up to one whatever comes and goes. A contribution with a link is never deleted.
    ``passages`` are the sentences of the earlier that somebody pointed at.
    """

    later = models.ForeignKey(Contribution, on_delete=models.PROTECT, related_name="goes_back_by")
    earlier = models.ForeignKey(Contribution, on_delete=models.PROTECT, related_name="leads_on_by")
    relation = models.CharField(max_length=16, choices=Relation.choices)
    weight = models.FloatField(default=1.0)
    status = models.CharField(max_length=10, choices=Status.choices)
    source = models.CharField(max_length=6, choices=Source.choices, default=Source.HUMAN)
    asserted_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    asserted_at = models.DateTimeField(default=now)
    passages = models.ManyToManyField(Passage, related_name="links")

    objects: ClassVar[models.Manager[Link]] = models.Manager.from_queryset(LinkQuerySet)()

    class Meta:
        """Said once for two contributions; taken away, it keeps its row."""

        constraints = [
            models.UniqueConstraint(fields=["later", "earlier", "relation"], name="link_once"),
            models.CheckConstraint(condition=~Q(later=F("earlier")), name="link_of_two"),
            models.CheckConstraint(condition=Q(weight__gt=0, weight__lte=1), name="link_weight"),
        ]
        indexes = [models.Index(fields=["earlier", "later"], name="link_onwards")]

    def __str__(self) -> str:
        """Ids only."""
        return f"{self.later_id} {self.relation} {self.earlier_id}"
