"""What a question knows beyond its text."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from passerelle.contributions.models import Details, Post
from passerelle.lib.clock import now


class Question(Details):
    """When an answer is needed, and which reply was the answer."""

    needed_by = models.DateField(_("an answer is needed by"), null=True, blank=True)
    accepted = models.ForeignKey(
        Post, null=True, blank=True, on_delete=models.SET_NULL, related_name="+", editable=False
    )
    not_yet_at = models.DateTimeField(null=True, blank=True, editable=False)


class Helped(models.Model):
    """Somebody says: this reply helped me."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="helped")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField(default=now)

    class Meta:
        """Once per person and reply."""

        constraints = [models.UniqueConstraint(fields=["post", "person"], name="helped_once")]

    def __str__(self) -> str:
        """Ids only."""
        return f"{self.post_id} helped {self.person_id}"
