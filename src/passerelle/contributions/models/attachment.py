"""Attachment: a file that hangs on a text and is seen by whoever sees the text."""

from __future__ import annotations

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from passerelle.contributions.models.post import Post
from passerelle.journal.actor import Actor
from passerelle.journal.guard import GuardedQuerySet
from passerelle.lib.clock import now
from passerelle.lib.ids import new_public_id


class AttachmentQuerySet(GuardedQuerySet["Attachment"]):
    """Files an actor may open."""

    def visible_to(self, actor: Actor) -> Self:
        """Those of texts the actor may read, and one's own that are not attached yet."""
        if actor.is_system:
            return self._scoped("system")
        if not actor.is_present:
            return self.none()._scoped("nobody")
        texts = Post.objects.visible_to(actor).exclude(standing__in=("withdrawn", "removed")).values("pk")
        return self.filter(Q(post_id__in=texts) | Q(post=None, owner_id=actor.own_id))._scoped("visible")


_BRACKETS = str.maketrans("[]", "()")


class Attachment(models.Model):
    """Images are stored re-encoded and without metadata; other files as they came, offered for download only."""

    pid = models.CharField(max_length=20, unique=True, default=new_public_id, editable=False)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="attachments"
    )
    post = models.ForeignKey(Post, null=True, on_delete=models.CASCADE, related_name="attachments")
    name = models.CharField(max_length=200)
    alt = models.CharField(max_length=300, blank=True)
    mime = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    is_image = models.BooleanField(default=False)
    width = models.PositiveIntegerField(default=0)
    height = models.PositiveIntegerField(default=0)
    renditions = models.JSONField(default=dict)  # size letter → {format → stored name}
    created_at = models.DateTimeField(default=now)

    objects: ClassVar[models.Manager[Attachment]] = models.Manager.from_queryset(AttachmentQuerySet)()

    def __str__(self) -> str:
        """The public id, never the file's name."""
        return self.pid

    @property
    def markdown(self) -> str:
        """How a text points at it."""
        return (
            f"![](attachment:{self.pid})"
            if self.is_image
            else f"[{self.name.translate(_BRACKETS)}](attachment:{self.pid})"
        )
