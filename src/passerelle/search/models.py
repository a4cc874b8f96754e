"""Document: what the index knows of, by id; words live in the engine. FileText: what stands in a file. Vector: what a text means."""

from __future__ import annotations

from django.db import models

from passerelle.contributions.models import Attachment
from passerelle.lib.documents import Problem


class Subject(models.TextChoices):
    """What can be found."""

    CONTRIBUTION = "contribution"
    REPLY = "reply"
    FILE = "file"
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


class FileText(models.Model):
    """The words of an attached file, read once, or why it has none. Shown only through its attachment, which asks its text.

    Kept, so that the index can be made anew without opening the file again; it goes with the file.
    """

    attachment = models.OneToOneField(Attachment, primary_key=True, on_delete=models.CASCADE, related_name="reading")
    text = models.TextField(blank=True)
    language = models.CharField(max_length=8, blank=True)
    problem = models.CharField(max_length=12, blank=True, choices=[(each.value, each.value) for each in Problem])
    read_at = models.DateTimeField()

    def __str__(self) -> str:
        """Ids only."""
        return f"text of attachment {self.attachment_id}"


class Vector(models.Model):
    """What a document means, as a direction: half-precision numbers of one model. Whoever may not open the document gets no sign of it.

    ``digest`` is of the words it was made of, so that what only changed its place or its state is not read again.
    """

    document = models.OneToOneField(Document, primary_key=True, on_delete=models.CASCADE, related_name="vector")
    model = models.CharField(max_length=40)
    digest = models.CharField(max_length=32)
    made_at = models.DateTimeField(db_index=True)
    data = models.BinaryField()

    def __str__(self) -> str:
        """Ids only."""
        return f"vector of document {self.document_id}"


class SoughtWeek(models.Model):
    """How many searches there were in a week, by people with pages in one language, and how many found nothing. Of nobody in particular."""

    monday = models.DateField()
    language = models.CharField(max_length=8)
    searches = models.PositiveIntegerField()
    vain = models.PositiveIntegerField()

    class Meta:
        """One row for each."""

        constraints = [models.UniqueConstraint(fields=["monday", "language"], name="sought_week_once")]

    def __str__(self) -> str:
        """The week."""
        return f"{self.monday} {self.language}"


class SoughtWords(models.Model):
    """Words that five people or more looked for in a week, as one of them wrote them.

    ``vain``: how many found nothing, where these were five or more.
    """

    monday = models.DateField()
    language = models.CharField(max_length=8)
    words = models.CharField(max_length=60)
    people = models.PositiveIntegerField()
    vain = models.PositiveIntegerField(default=0)

    class Meta:
        """One row for each."""

        constraints = [models.UniqueConstraint(fields=["monday", "language", "words"], name="sought_words_once")]

    def __str__(self) -> str:
        """The week."""
        return f"{self.monday} {self.language}"
