"""What is pinned to an article, and who may pin to which."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q, QuerySet

from passerelle.contributions.models import Contribution, Involvement, Reach, Standing
from passerelle.contributions.reading.card import Card
from passerelle.contributions.reading.cards import cards
from passerelle.journal.actor import Actor
from passerelle.kinds.article.article.models import Article, Genre, Pinned
from passerelle.kinds.article.article.parts import Part


def pinnable(actor: Actor, genre: str) -> QuerySet[Contribution]:
    """Articles of a genre to which others are pinned that the actor writes: those of which ``rules.may_pin`` says yes."""
    writing = Involvement.objects.filter(
        contribution_id=OuterRef("pk"), person_id=actor.own_id, ended_at=None, part__in=(Part.OWNER, Part.CO_AUTHOR)
    )
    seen = Contribution.objects.visible_to(actor).filter(standing=Standing.PUBLISHED, home__archived_at=None)
    gathering = seen.filter(pk__in=Article.objects.filter(genre=genre).values("pk")).exclude(state="retired")
    return gathering.filter(Q(author_id=actor.own_id) | Exists(writing))


def gatherable(actor: Actor) -> QuerySet[Contribution]:
    """What the actor may read and could put into a collection."""
    return Contribution.objects.visible_to(actor).filter(standing=Standing.PUBLISHED, reach=Reach.PLACEMENTS)


def gathered(actor: Actor, article: int) -> list[Contribution]:
    """What is pinned and this reader may know of, in its order."""
    places = dict(Pinned.objects.filter(article_id=article).values_list("contribution_id", "position"))
    seen = Contribution.objects.visible_to(actor).filter(pk__in=places, standing=Standing.PUBLISHED)
    return sorted(seen.select_related("body"), key=lambda head: places[head.pk])


def shown_in(actor: Actor, details: Article) -> list[Contribution]:
    """What stands in it for this reader: its own; in a translation to which nothing was pinned, what stands in its original."""
    own = gathered(actor, details.pk)
    if details.translation_of_id is None or Pinned.objects.filter(article_id=details.pk).exists():
        return own
    original = Contribution.objects.visible_to(actor).filter(pk=details.translation_of_id)
    return gathered(actor, details.translation_of_id) if original.exists() else []


def collection(actor: Actor, details: Article) -> list[Card]:
    """What stands in a collection, as lists show it to this reader; of another genre nothing."""
    if details.genre != Genre.COLLECTION:
        return []
    return cards(actor, [head.pk for head in shown_in(actor, details)], pictures=False)
