"""Topics for a text somebody is writing: those they may know of, five at most."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import QueryDict

from passerelle.contributions.models import Contribution
from passerelle.contributions.reading.topics import known
from passerelle.journal.actor import Actor
from passerelle.search.proposing import Named, Near, propose
from passerelle.search.reading.similar import similar
from passerelle.topics.finding import find_topics
from passerelle.topics.models import Topic, TopicLabel, language_of_reader

MOST = 5
LOOKED_AT = 25  # of what may fit; some of it the writer may not know of
ALIKE = 0.5  # of the nearest; what is less like the text says nothing about it
LONGEST = 20_000
OF_SENDING = frozenset({"csrfmiddlewaretoken", "_key", "page", "go_on"})


def topics_for(actor: Actor, text: str, typed: Sequence[str] = ()) -> list[Topic]:
    """What the text names or is like, without the topics that are ``typed`` already. A fixed number of queries."""
    text = text[:LONGEST]
    if not text.strip():
        return []
    given = {topic.pk for topic in find_topics(typed).values()} if typed else set()
    rows = TopicLabel.objects.filter(topic__merged_into=None).order_by("topic_id", "synonym", "pk")
    names = [Named(*row) for row in rows.values_list("topic_id", "name", "language")]
    likely = [topic for topic in propose(text, names, language_of_reader(), _near(actor, text)) if topic not in given]
    found = known(actor).filter(pk__in=likely[:LOOKED_AT], merged_into=None)
    return sorted(found, key=lambda topic: likely.index(topic.pk))[:MOST]


def _near(actor: Actor, text: str) -> list[Near]:
    """What resembles it and has topics."""
    like = {pk: score for pk, score in similar(actor, text) if score >= ALIKE}
    links = Contribution.topics.through._default_manager.filter(contribution_id__in=like)
    topics: dict[int, set[int]] = {}
    for head, topic in links.values_list("contribution_id", "topic_id"):
        topics.setdefault(head, set()).add(topic)
    return [Near(like[head], frozenset(some)) for head, some in topics.items()]


def written(sent: QueryDict) -> list[tuple[str, str]]:
    """What somebody typed into a form, to lead back to it: everything but what the sending itself brought."""
    return [(name, value) for name in sent if name not in OF_SENDING for value in sent.getlist(name)]
