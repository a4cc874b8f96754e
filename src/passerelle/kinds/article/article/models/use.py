"""Use: somebody did what an article says, and tells what came of it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from passerelle.kinds.article.article.models.article import Article
from passerelle.lib.clock import now


class Use(models.Model):
    """Where and what for, what it brought, a number if there is one; a second person may confirm it."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="uses")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    context = models.CharField(max_length=300)
    effect = models.CharField(max_length=600, blank=True)
    number = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    measure = models.CharField(max_length=60, blank=True)  # what the number counts
    at = models.DateTimeField(default=now)
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    confirmed_at = models.DateTimeField(null=True)

    class Meta:
        """One report of each person, which they may renew; nobody confirms their own."""

        constraints = [
            models.UniqueConstraint(fields=["article", "person"], name="article_use_once"),
            models.CheckConstraint(
                condition=Q(confirmed_by=None) | ~Q(confirmed_by=models.F("person")), name="article_use_second_person"
            ),
        ]

    def __str__(self) -> str:
        """Ids only."""
        return f"{self.person_id} used {self.article_id}"
