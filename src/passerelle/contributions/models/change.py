"""Change: what an author would like a published text to become, where a community manager reads first."""

from __future__ import annotations

from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from passerelle.contributions.models.post import Post
from passerelle.lib.clock import now


class Change(models.Model):
    """One per text: the text everybody reads stays as it is until this is published. A refused one stays with its author."""

    post = models.OneToOneField(Post, on_delete=models.CASCADE, related_name="change")
    title = models.CharField(max_length=200, blank=True)
    source = models.TextField(max_length=60_000)
    details = models.JSONField(null=True, encoder=DjangoJSONEncoder)
    topics = models.JSONField(null=True)
    at = models.DateTimeField(default=now)
    refused_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=500, blank=True)

    def __str__(self) -> str:
        """Ids only."""
        return f"change of {self.post_id}"

    @property
    def stamp(self) -> str:
        """Which version somebody has read."""
        return self.at.isoformat()

    def set_details(self, model: type[models.Model] | None, values: dict[str, Any] | None) -> None:
        """Keep the kind's own columns, rows as their keys."""
        if model is not None and values is not None:
            self.details = {
                model._meta.get_field(name).attname: getattr(value, "pk", value)  # type: ignore[union-attr]  # a column
                for name, value in values.items()
            }

    def read_details(self, model: type[models.Model] | None) -> dict[str, Any] | None:
        """The kind's own columns as they were given."""
        if model is None or self.details is None:
            return None
        return {name: model._meta.get_field(name).to_python(value) for name, value in self.details.items()}  # type: ignore[union-attr]  # see above
