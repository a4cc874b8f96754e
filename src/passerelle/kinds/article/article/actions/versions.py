"""Keep what cards say of an article the same in all its languages."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Q

from passerelle.contributions.actions.edit import read_details, refresh_facts
from passerelle.contributions.kinds import get_kind
from passerelle.contributions.models import Contribution
from passerelle.kinds.article.article.models import Article


@transaction.atomic
def tell_versions(article: int) -> None:
    """Derive anew what the cards of its versions say, where something else was said of one of them. Idempotent."""
    own = Article.objects.filter(pk=article).values_list("translation_of_id", flat=True).first()
    source = own or article
    versions = Article.objects.filter(Q(pk=source) | Q(translation_of=source)).order_by("pk")
    for number in list(versions.values_list("pk", flat=True)):
        head = Contribution.objects.locked(number)
        if not head.is_tombstone and head.facts != get_kind(head.kind_slug).facts(head, read_details(head)):
            refresh_facts(head)
