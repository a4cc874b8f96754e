"""An article goes back to the conversations it quotes, and names those who said it."""

from __future__ import annotations

from django.db.models import QuerySet

from passerelle.contributions.models import Contribution, Post
from passerelle.journal.actor import person_actor
from passerelle.kinds.article.article.models import Article
from passerelle.kinds.article.article.reading.quoting import may_be_quoted, quoted_in
from passerelle.trail.actions import name_as_quoted, trace
from passerelle.trail.models import Relation


def trace_sources(details: Article) -> None:
    """As far as whoever brought it may read them by now; said twice it stands once."""
    article = details.contribution
    trace(article, details.origin, Relation.DERIVED_FROM)
    if article.author is None or article.body is None:
        return
    said = may_be_quoted(person_actor(article.author)).filter(pid__in=quoted_in(article.body.html))
    for conversation in _conversations(said, details):
        trace(article, conversation, Relation.SUPPORTED_BY)
    speakers = said.exclude(author=None).exclude(author=article.author).order_by("author_id")
    for person in speakers.values_list("author_id", flat=True).distinct():
        name_as_quoted(article, person)


def _conversations(said: QuerySet[Post], details: Article) -> list[Contribution]:
    """Those it quotes beside the one it was distilled from."""
    found = Contribution.objects.unscoped("what was read under visible_to").filter(
        pk__in=said.values("contribution_id")
    )
    return list(found.exclude(pk__in=[details.pk, details.origin_id or 0]).order_by("pk"))
