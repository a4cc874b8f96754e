"""Post: every written text, body or reply, is one row; what hangs on text hangs here."""

from __future__ import annotations

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q

from passerelle.communities.reading import readable_ids, stewarded_ids
from passerelle.contributions.models.contribution import Contribution, Standing
from passerelle.journal.actor import Actor
from passerelle.journal.guard import GuardedQuerySet
from passerelle.lib.clock import now
from passerelle.lib.ids import new_public_id

EXCERPT_LENGTH = 320


class PostQuerySet(GuardedQuerySet["Post"]):
    """Texts an actor may read."""

    def visible_to(self, actor: Actor) -> Self:
        """Bodies of visible contributions; replies are read by those who may read the home.

        To everybody else only the card travels: beyond a closed or secret home, and to partners beyond an open one.
        """
        if actor.is_system:
            return self._scoped("system")
        visible = Exists(Contribution.objects.visible_to(actor).filter(pk=OuterRef("contribution_id")))
        conversation = Q(contribution__home_id__in=readable_ids(actor))
        return self.filter(Q(is_body=True) | conversation, self._standing(actor), visible)._scoped("visible")

    @staticmethod
    def _standing(actor: Actor) -> Q:
        """Waiting replies are read by their author and the stewards of the home."""
        waiting = Q(standing=Standing.HELD) & (
            Q(author_id=actor.own_id) | Q(contribution__home_id__in=stewarded_ids(actor))
        )
        own = Q(standing=Standing.REFUSED, author_id=actor.own_id)
        return Q(is_body=True) | ~Q(standing__in=(Standing.HELD, Standing.REFUSED)) | waiting | own


class Post(models.Model):
    """Markdown as written, HTML as derived. Mentions and links are ids, filled in at reading."""

    pid = models.CharField(max_length=20, unique=True, default=new_public_id, editable=False)
    contribution = models.ForeignKey(Contribution, on_delete=models.CASCADE, related_name="posts")
    is_body = models.BooleanField(default=False)
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="answers")
    passage = models.ForeignKey("Passage", null=True, blank=True, on_delete=models.SET_NULL, related_name="comments")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="posts")
    source = models.TextField(max_length=60_000)
    html = models.TextField()
    renderer = models.PositiveSmallIntegerField(default=0)
    excerpt = models.CharField(max_length=400, blank=True)
    language = models.CharField(max_length=8, blank=True)
    language_said = models.BooleanField(default=False)  # by whoever wrote it; else it is heard anew in each version
    standing = models.CharField(max_length=10, choices=Standing.choices, default=Standing.PUBLISHED)
    reactions_count = models.JSONField(default=dict)
    created_at = models.DateTimeField(default=now)
    edited_at = models.DateTimeField(null=True)

    objects: ClassVar[models.Manager[Post]] = models.Manager.from_queryset(PostQuerySet)()

    class Meta:
        """A thread is read in order of time."""

        constraints = [
            models.UniqueConstraint(fields=["contribution"], condition=Q(is_body=True), name="post_one_body"),
            models.CheckConstraint(condition=Q(is_body=False) | Q(parent=None), name="post_body_has_no_parent"),
        ]
        indexes = [
            models.Index(fields=["contribution", "created_at", "id"], name="post_thread"),
            models.Index(fields=["author", "-created_at"], name="post_author"),
            models.Index(fields=["standing"], name="post_held", condition=Q(standing="held")),
        ]

    def __str__(self) -> str:
        """The public id, never the text."""
        return self.pid

    def get_absolute_url(self) -> str:
        """The place of a text on its contribution's page."""
        page = self.contribution.get_absolute_url()
        return page if self.is_body else reply_address(page, self.pid)

    @property
    def stamp(self) -> str:
        """Which version of the text somebody has read."""
        return (self.edited_at or self.created_at).isoformat()

    @property
    def is_tombstone(self) -> bool:
        """Whether the text is gone and only its place is left."""
        return self.standing in (Standing.WITHDRAWN, Standing.REMOVED)


def reply_address(page: str, pid: str) -> str:
    """Where a reply stands on the page of its contribution, which shows it however long the conversation is."""
    return f"{page}?reply={pid}#r-{pid}"


class Revision(models.Model):
    """The text as it stood before an edit; number 1 is the first version."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=200, blank=True)
    source = models.TextField()
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        """Numbered per post."""

        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["post", "number"], name="revision_once")]

    def __str__(self) -> str:
        """Ids only."""
        return f"{self.post_id} r{self.number}"


class Rendition(models.Model):
    """A revision of a post in another language, by a person or a machine."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="renditions")
    language = models.CharField(max_length=8)
    revision = models.PositiveIntegerField(default=0)
    title = models.CharField(max_length=200, blank=True)
    source = models.TextField()
    html = models.TextField()
    by_machine = models.BooleanField(default=False)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(default=now)

    class Meta:
        """One per language."""

        constraints = [models.UniqueConstraint(fields=["post", "language"], name="rendition_once")]

    def __str__(self) -> str:
        """Ids only."""
        return f"{self.post_id} in {self.language}"


class Passage(models.Model):
    """A stretch of a post that something points at, with enough context to find it again."""

    pid = models.CharField(max_length=20, unique=True, default=new_public_id, editable=False)
    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="passages")
    revision = models.PositiveIntegerField(default=0)
    quote = models.TextField(max_length=2_000)
    before = models.CharField(max_length=64, blank=True)
    after = models.CharField(max_length=64, blank=True)
    marked_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(default=now)

    def __str__(self) -> str:
        """The public id, never the text."""
        return self.pid
