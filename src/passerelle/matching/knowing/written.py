"""What was written about what somebody asks for, by whomever: it helps where nobody agreed to be asked."""

from __future__ import annotations

from passerelle.contributions.reading.known_about import MOST, Known, articles, best, public
from passerelle.journal.actor import Actor
from passerelle.matching.knowing.reading import Known as Asked
from passerelle.matching.reading.naming import named_topics
from passerelle.matching.similar.reading import similar


def written(actor: Actor, asked: Asked) -> list[Known]:
    """The answers and articles of the topic that is named, else what solves something like it. A fixed number of queries at most."""
    topic = asked.topic or next(iter(named_topics(asked.words)), None)
    if topic is None:
        found = similar(actor, asked.words, "") if asked.words else []
        return [Known(one.card.name, one.card.url, one.card.kind) for one in found if one.solves]
    among = public(actor, topic)
    answers = best(actor, among)
    return [*answers, *articles(actor, among, but=[one.url for one in answers])[0]][:MOST]
