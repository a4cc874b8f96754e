"""Contribution, the head of everything a person brings, and where it is placed."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q

from passerelle.communities.models import Community
from passerelle.communities.reading import managed_ids, readable_ids
from passerelle.contributions.headings import heading
from passerelle.contributions.models.involvement import Involvement
from passerelle.journal.actor import Actor
from passerelle.journal.guard import GuardedQuerySet
from passerelle.lib.clock import now
from passerelle.lib.ids import new_public_id
from passerelle.lib.reversing import address
from passerelle.lib.unindexed import Unindexed
from passerelle.topics.models import Topic


class Standing(models.TextChoices):
    """Where a contribution or a text is in its public life."""

    PUBLISHED = "published"
    HELD = "held"  # waits for a community manager
    SCHEDULED = "scheduled"  # appears at its time
    REFUSED = "refused"  # a community manager said no; the author keeps it
    WITHDRAWN = "withdrawn"  # taken back by the author: a tombstone
    REMOVED = "removed"  # taken away by a moderator: a tombstone with a reason
    MERGED = "merged"  # lives on in another contribution


class Reach(models.TextChoices):
    """Who a published contribution is for."""

    PLACEMENTS = "placements"
    INVOLVED = "involved"


TOMBSTONES = (Standing.WITHDRAWN, Standing.REMOVED, Standing.MERGED)


class ContributionQuerySet(GuardedQuerySet["Contribution"]):
    """The one visibility queryset of the spine."""

    locked_with = ("home",)

    def visible_to(self, actor: Actor) -> Self:
        """What this actor may see: by a placement, by involvement, or as its author.

        Waiting texts are seen by their author and the stewards of the home; tombstones by whoever saw the text.
        """
        if actor.is_system:
            return self._scoped("system")
        if not actor.is_present:
            return self.none()._scoped("nobody")
        # EXISTS asks about the rows in question; IN would first list everything this actor may see.
        placed = Exists(Placement.objects.filter(contribution_id=OuterRef("pk")).within(readable_ids(actor)))
        involved = Exists(_involvements(actor).filter(contribution_id=OuterRef("pk")))
        public = (Standing.PUBLISHED, *TOMBSTONES)
        seen = Q(placed, standing__in=public, reach=Reach.PLACEMENTS) | Q(
            involved | Q(author_id=actor.own_id), standing__in=public, reach=Reach.INVOLVED
        )
        return self.filter(seen | self._own(actor) | self._waiting(actor))._scoped("visible")

    @staticmethod
    def _own(actor: Actor) -> Q:
        """An author keeps what waits, and what is published where they may still read."""
        waiting = (Standing.HELD, Standing.SCHEDULED, Standing.REFUSED)
        return Q(author_id=actor.own_id, standing__in=waiting, home_id__in=readable_ids(actor))

    @staticmethod
    def _waiting(actor: Actor) -> Q:
        return Q(standing=Standing.HELD, home_id__in=managed_ids(actor))


def _involvements(actor: Actor) -> models.QuerySet[models.Model]:
    return Involvement.objects.filter(person_id=actor.own_id, ended_at=None)


class Contribution(models.Model):
    """The head: identity, kind, state, times, counters. The text is its body post."""

    pid = models.CharField(max_length=20, unique=True, default=new_public_id, editable=False)
    kind_slug = models.SlugField(max_length=40)
    title = models.CharField(max_length=200, blank=True)
    slug = models.SlugField(max_length=80, blank=True)
    state = models.CharField(max_length=40)
    standing = models.CharField(max_length=10, choices=Standing.choices, default=Standing.PUBLISHED)
    reach = models.CharField(max_length=10, choices=Reach.choices, default=Reach.PLACEMENTS)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="contributions"
    )
    home = models.ForeignKey(Community, on_delete=models.PROTECT, related_name="contributions")
    body = models.OneToOneField("contributions.Post", null=True, on_delete=models.PROTECT, related_name="+")
    language = models.CharField(max_length=8, blank=True)
    topics = models.ManyToManyField(Topic, related_name="contributions", blank=True)
    facts = models.JSONField(default=dict)
    replies_count = models.PositiveIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(default=now)
    happened_at = models.DateTimeField(null=True, blank=True)  # what it tells of, when that was before it was written
    scheduled_for = models.DateTimeField(null=True, blank=True)
    last_activity_at = models.DateTimeField(default=now)
    moved_at = models.DateTimeField(null=True)
    locked_at = models.DateTimeField(null=True)
    merged_into = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="merged")

    objects: ClassVar[models.Manager[Contribution]] = models.Manager.from_queryset(ContributionQuerySet)()

    class Meta:
        """Kind and state are filters of lists; no choices here, or every kind would migrate the spine."""

        indexes = [
            models.Index(fields=["kind_slug", "state", "-created_at"]),
            models.Index(fields=["author", "-created_at"]),
            models.Index(fields=["home", "-last_activity_at"]),
            models.Index(fields=["standing"], name="contribution_held", condition=Q(standing="held")),
        ]

    def __str__(self) -> str:
        """The public id, never the text."""
        return self.pid

    def get_absolute_url(self) -> str:
        """The page, readable slug included."""
        return address("contribution", self.pid, self.slug or "-")

    @property
    def name(self) -> str:
        """What stands for it in a heading; load ``body`` with it."""
        return heading(self.title, self.body.excerpt if self.body else "", gone=self.is_tombstone)

    @property
    def valid_from(self) -> datetime:
        """Since when what it tells of is so."""
        return self.happened_at or self.created_at

    @property
    def is_tombstone(self) -> bool:
        """Whether only the fact that it existed is left."""
        return self.standing in TOMBSTONES


class PlacementQuerySet(models.QuerySet["Placement"]):
    """Where contributions are."""

    def within(self, communities: Collection[int]) -> Self:
        """Those in these communities, of contributions that are named: one has a place or three, an actor reads in hundreds."""
        return self.alias(where=Unindexed("community_id")).filter(where__in=communities)


class Placement(models.Model):
    """A contribution in a community; one is home, sharing adds others. The feed is an index range over it."""

    contribution = models.ForeignKey(Contribution, on_delete=models.CASCADE, related_name="placements")
    community = models.ForeignKey(Community, on_delete=models.CASCADE, related_name="placements")
    placed_at = models.DateTimeField(default=now)
    placed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    is_home = models.BooleanField(default=True)
    listed = models.BooleanField(default=True)
    pinned_at = models.DateTimeField(null=True)

    objects = PlacementQuerySet.as_manager()

    class Meta:
        """``listed`` is false while it waits, is a tombstone or is for the involved alone: the feed needs no join to know."""

        constraints = [
            models.UniqueConstraint(fields=["contribution", "community"], name="placement_once"),
            models.UniqueConstraint(fields=["contribution"], condition=Q(is_home=True), name="placement_one_home"),
        ]
        indexes = [
            models.Index(fields=["community", "-placed_at", "-id"], name="placement_feed", condition=Q(listed=True)),
            models.Index(fields=["-placed_at"], name="placement_recent", condition=Q(listed=True)),
        ]

    def __str__(self) -> str:
        """Ids only."""
        return f"{self.contribution_id} in {self.community_id}"
