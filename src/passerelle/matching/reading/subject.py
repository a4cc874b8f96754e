"""What help is looked for about: topics, and what is like it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from django.db.models import Q, QuerySet

from passerelle.communities.models import Community
from passerelle.contributions.models import Contribution, Reach, Standing
from passerelle.journal.actor import Actor
from passerelle.search.reading.similar import similar

ALIKE = 0.5  # of the nearest; what is less like it says nothing


@dataclass(frozen=True, slots=True)
class Subject:
    """Topics count in full; of other contributions how like they are (0 to 1)."""

    topics: frozenset[int]
    like: Mapping[int, float] = field(default_factory=dict)

    def agreeable(self) -> frozenset[int]:
        """The topics on which somebody must have agreed to be suggested: its own, or those of what it resembles. One query at most."""
        return self.topics or frozenset(topic for some in topics_of(list(self.like)).values() for topic in some)

    def relevance(self, contribution: int, topics: frozenset[int]) -> float:
        """How near something with these topics is."""
        return 1.0 if self.topics & topics else self.like.get(contribution, 0.0)


def in_the_open(actor: Actor) -> QuerySet[Contribution]:
    """What the actor may read and every colleague may read as well: nothing else speaks for anybody."""
    return Contribution.objects.visible_to(actor).filter(
        standing=Standing.PUBLISHED, reach=Reach.PLACEMENTS, home__visibility=Community.Visibility.OPEN
    )


def about(actor: Actor, subject: Subject) -> QuerySet[Contribution]:
    """Of that, what is about the subject."""
    tagged = Contribution.topics.through._default_manager.filter(topic_id__in=subject.topics).values("contribution_id")
    return in_the_open(actor).filter(Q(pk__in=tagged) | Q(pk__in=list(subject.like)))


def subject_of(actor: Actor, contribution: Contribution) -> Subject:
    """What a contribution is about: the topics it was given; where it has none, what resembles it and its reader may read."""
    given = Contribution.topics.through._default_manager.filter(contribution_id=contribution.pk)
    if topics := frozenset(given.values_list("topic_id", flat=True)):
        return Subject(topics)
    text = f"{contribution.title} {contribution.body.source if contribution.body else ''}"
    return what_resembles(actor, text, passing_over=[contribution.pk])


def what_resembles(actor: Actor, text: str, passing_over: Collection[int] = ()) -> Subject:
    """What a text is about where no topic says it."""
    near = similar(actor, text, passing_over=passing_over)
    return Subject(frozenset(), {pk: like for pk, like in near if like >= ALIKE})


def topics_of(contributions: Collection[int]) -> dict[int, frozenset[int]]:
    """Contribution → its topics. One query."""
    found: dict[int, set[int]] = {}
    rows = Contribution.topics.through._default_manager.filter(contribution_id__in=contributions)
    for contribution, topic in rows.values_list("contribution_id", "topic_id"):
        found.setdefault(contribution, set()).add(topic)
    return {pk: frozenset(topics) for pk, topics in found.items()}
