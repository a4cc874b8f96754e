"""Pinned: a question whose accepted answer stands in an article of questions and answers, or what stands in a collection."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from passerelle.contributions.models import Contribution
from passerelle.kinds.article.article.models.article import Article
from passerelle.lib.clock import now


class Pinned(models.Model):
    """Which contribution, in which place, pinned by whom. What it says and what was answered is read where it stands."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="pinned")
    contribution = models.ForeignKey(Contribution, on_delete=models.CASCADE, related_name="+")
    position = models.PositiveIntegerField()
    person = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=now)

    class Meta:
        """Once in each article, in the order its writers chose."""

        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["article", "contribution"], name="article_pinned_once")]

    def __str__(self) -> str:
        """Ids only."""
        return f"{self.contribution_id} in {self.article_id}"
