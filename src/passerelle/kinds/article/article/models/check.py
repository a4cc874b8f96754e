"""Check: somebody looked whether an article still holds, and says so."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from passerelle.kinds.article.article.models.article import Article
from passerelle.lib.clock import now


class Check(models.Model):
    """It holds, or it is outdated; who says so, when, why, and which version of the text they read."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="checks")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    holds = models.BooleanField()
    why = models.CharField(max_length=300, blank=True)
    version = models.PositiveIntegerField()
    at = models.DateTimeField(default=now)

    class Meta:
        """A page shows the latest."""

        indexes = [models.Index(fields=["article", "-at"], name="article_checks")]

    def __str__(self) -> str:
        """Ids only."""
        return f"{self.person_id} checked {self.article_id}"
