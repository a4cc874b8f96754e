"""Feed: one secret address of one person, and what stands behind it."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from passerelle.communities.models import Community
from passerelle.lib.clock import now
from passerelle.lib.ids import new_public_id
from passerelle.topics.models import Topic


class Feed(models.Model):
    """Whoever knows its address reads as its owner does, and only this. The secret itself is stored nowhere: see ``tokens``.

    Nothing is kept of who reads it, or when. Ending it deletes the row, and a new address is a new row.
    """

    class About(models.TextChoices):
        """What can be followed."""

        CALENDAR = "calendar"
        HOME = "home"
        COMMUNITY = "community"
        TOPIC = "topic"
        PERSON = "person"

    pid = models.CharField(max_length=20, unique=True, default=new_public_id, editable=False)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="feeds")
    about = models.CharField(max_length=10, choices=About.choices)
    community = models.ForeignKey(Community, null=True, on_delete=models.CASCADE, related_name="+")
    topic = models.ForeignKey(Topic, null=True, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE, related_name="+")
    made_at = models.DateTimeField(default=now)

    is_way_in: ClassVar[bool] = True  # ends when a backup is restored, which may know addresses that were ended since

    class Meta:
        """One address for each thing somebody follows."""

        ordering: ClassVar[list[str]] = ["made_at", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["owner", "about"],
                condition=Q(community=None, topic=None, person=None),
                name="feed_of_oneself_once",
            ),
            models.UniqueConstraint(fields=["owner", "community"], name="feed_of_community_once"),
            models.UniqueConstraint(fields=["owner", "topic"], name="feed_of_topic_once"),
            models.UniqueConstraint(fields=["owner", "person"], name="feed_of_person_once"),
        ]

    def __str__(self) -> str:
        """Ids only."""
        return f"{self.about} of {self.owner_id}"
