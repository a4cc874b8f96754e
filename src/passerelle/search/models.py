"""Document: what the index knows of, by id. Words live in the engine, texts stay where they were written."""

from __future__ import annotations

from django.db import models


class Subject(models.TextChoices):
    """What can be found."""

    CONTRIBUTION = "contribution"
    REPLY = "reply"
    PERSON = "person"
    COMMUNITY = "community"


class Document(models.Model):
    """One thing that can be found. Holds no text: a result is read anew under the reader's rights.

    A later thing has a higher id, which is the order of results that fit equally well. The other ids are plain integers, since every
    row can be made again from what it stands for.
    """

    subject = models.CharField(max_length=12, choices=Subject.choices)
    subject_id = models.BigIntegerField()
    contribution_id = models.BigIntegerField(null=True, db_index=True)
    community_id = models.BigIntegerField(null=True)
    kind = models.CharField(max_length=40, blank=True)
    indexed_at = models.DateTimeField(db_index=True)

    class Meta:
        """One document per subject."""

        constraints = [models.UniqueConstraint(fields=["subject", "subject_id"], name="search_document_once")]

    def __str__(self) -> str:
        """Ids only."""
        return f"{self.subject} {self.subject_id}"
