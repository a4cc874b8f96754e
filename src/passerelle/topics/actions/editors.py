"""Who looks after the shared words: administrators name editors, of one topic or of all."""

from __future__ import annotations

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from passerelle.journal.actor import Actor
from passerelle.journal.decision import Refused
from passerelle.journal.recording import record
from passerelle.topics import rules
from passerelle.topics.models import Topic, TopicEditor


@transaction.atomic
def appoint_editor(person: AbstractBaseUser, topic: Topic | None, *, by: Actor) -> TopicEditor:
    """Let somebody look after a topic, or after all where none is named. Raises Refused for who does so already."""
    rules.may_appoint(by).require()
    editor, is_new = TopicEditor.objects.get_or_create(person_id=person.pk, topic=topic)
    if not is_new:
        raise Refused(_("They look after it already."))
    record(by, "topic.editor_appointed", person, topic=topic.pk if topic else None)
    return editor


@transaction.atomic
def dismiss_editor(editor: TopicEditor, *, by: Actor) -> None:
    """Let somebody look after it no longer; what they named stays."""
    rules.may_appoint(by).require()
    removed, _rows = TopicEditor.objects.filter(pk=editor.pk).delete()
    if removed:
        record(by, "topic.editor_dismissed", editor.person, topic=editor.topic_id)
