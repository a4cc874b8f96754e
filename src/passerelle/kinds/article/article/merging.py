"""What of an article goes along when it lives on in another: who used it. A check spoke of the text it read, and vouches for no other."""

from __future__ import annotations

from passerelle.contributions.actions.edit import refresh_facts
from passerelle.contributions.models import Contribution
from passerelle.kinds.article.article.models import Article, Use


def bring_uses(source: Contribution, target: Contribution) -> None:
    """Into another article, both locked; what somebody says of that one already stays. Into anything else nothing can go."""
    if not Article.objects.filter(pk=target.pk).exists():
        return
    there = Use.objects.filter(article_id=target.pk).exclude(person=None).values_list("person_id", flat=True)
    Use.objects.filter(article_id=source.pk).exclude(person_id__in=list(there)).update(article_id=target.pk)
    refresh_facts(target)
