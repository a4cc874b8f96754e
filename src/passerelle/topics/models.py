"""Topic: one subject, named in several languages, found by its synonyms; and who looks after its names."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import get_language

from passerelle.lib.ids import new_public_id


class Topic(models.Model):
    """An organisation-wide tag; merged topics keep a row that points to what took their place."""

    pid = models.CharField(max_length=20, unique=True, default=new_public_id, editable=False)
    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=80)
    descriptions = models.JSONField(default=dict, blank=True)  # language → what it is, in a sentence or two
    merged_into = models.ForeignKey("self", null=True, blank=True, on_delete=models.CASCADE, related_name="merged")

    class Meta:
        """Alphabetical."""

        ordering = ["name"]

    def __str__(self) -> str:
        """The name in the reader's language, else the original one."""
        language = language_of_reader()
        return next(
            (label.name for label in self.labels.all() if label.language == language and not label.synonym), self.name
        )

    @property
    def description(self) -> str:
        """What it is: in the reader's language, else in whichever it was said first; empty when nobody said it."""
        said = {language: text for language, text in self.descriptions.items() if text}
        return str(said.get(language_of_reader()) or next(iter(said.values()), ""))


def language_of_reader() -> str:
    """The language a topic is named in for who reads now."""
    return (get_language() or "").split("-")[0]


def name_for_reader(path: str = "", language: str | None = None) -> Coalesce:
    """What ``str(topic)`` says, as an expression for queries over topics or over what reaches them by a path.

    A prepared statement hands the language over.
    """
    language = language_of_reader() if language is None else language
    named = TopicLabel.objects.filter(topic=OuterRef(path or "pk"), language=language, synonym=False)
    return Coalesce(Subquery(named.values("name")[:1]), F(f"{path}__name" if path else "name"))


class TopicLabel(models.Model):
    """The name of a topic in a language, or a synonym people type."""

    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="labels")
    language = models.CharField(max_length=8)
    name = models.CharField(max_length=80)
    normalized = models.CharField(max_length=80, db_index=True)
    synonym = models.BooleanField(default=False)

    class Meta:
        """One spelling per topic and language."""

        constraints = [models.UniqueConstraint(fields=["topic", "language", "normalized"], name="topic_label_once")]

    def __str__(self) -> str:
        """The name itself."""
        return self.name


class TopicEditor(models.Model):
    """Somebody looks after the names of a topic, or of all where none is named."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    topic = models.ForeignKey(Topic, null=True, blank=True, on_delete=models.CASCADE, related_name="editors")

    class Meta:
        """Once for each topic, and once for all of them."""

        constraints = [
            models.UniqueConstraint(fields=["person", "topic"], name="topic_editor_once"),
            models.UniqueConstraint(fields=["person"], condition=Q(topic=None), name="topic_editor_of_all_once"),
        ]

    def __str__(self) -> str:
        """Ids only."""
        return f"{self.person_id}:{self.topic_id}"
