"""Who may look after the shared words."""

from __future__ import annotations

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from passerelle.journal.actor import Actor
from passerelle.journal.decision import ALLOWED, Decision, refused
from passerelle.topics.finding import live_topics
from passerelle.topics.models import Topic, TopicEditor


def may_appoint(actor: Actor) -> Decision:
    """Administrators name the editors."""
    if actor.is_system or actor.is_administrator:
        return ALLOWED
    return refused(_("Only an administrator decides who looks after topics."))


def may_curate(actor: Actor, *topics: Topic) -> Decision:
    """Everybody brings topics by using them; naming and merging them is for administrators and their editors.

    Where no topic is named it is about topics that are not there yet, or about all.
    """
    if may_appoint(actor):
        return ALLOWED
    ids = {topic.pk for topic in topics}
    mine = set(_mine(actor).filter(Q(topic=None) | Q(topic_id__in=ids)).values_list("topic_id", flat=True))
    if None in mine or (ids and ids <= mine):
        return ALLOWED
    return refused(_("Only an administrator or an editor of this topic can change it for everybody."))


def curated(actor: Actor) -> QuerySet[Topic]:
    """The topics in use that the actor may name and merge, with their names: the same as a set."""
    if may_curate(actor):
        return live_topics()
    return live_topics().filter(pk__in=_mine(actor).exclude(topic=None).values("topic_id"))


def _mine(actor: Actor) -> QuerySet[TopicEditor]:
    """What is entrusted to the actor, as long as they are there and belong to the organisation."""
    return TopicEditor.objects.filter(person_id=actor.own_id) if actor.is_staff else TopicEditor.objects.none()
