"""Begin a version of an article in another language."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from passerelle.contributions.actions import contribute
from passerelle.contributions.models import Contribution, Post
from passerelle.journal.actor import Actor
from passerelle.journal.decision import Refused
from passerelle.kinds.article.article import rules
from passerelle.kinds.article.article.models import Article
from passerelle.kinds.article.article.reading.translations import VERSIONS
from passerelle.lib.clock import now
from passerelle.lib.locales import LANGUAGES


@transaction.atomic
def translate(contribution: Contribution, *, language: str, title: str = "", by: Actor) -> Contribution:
    """A draft of whoever translates it, an article of its own, which begins with the words of the original and its topics.

    Raises Refused unless the actor may change the original, for a version itself, and for a language the actor sees one in.
    """
    head = Contribution.objects.locked(contribution.pk)
    rules.may_translate(head, by).require()
    page = Article.objects.get(pk=head.pk)
    if language not in LANGUAGES or language in VERSIONS.languages(by, head, page):
        raise Refused(_("Choose a language in which there is no version yet."))
    body = Post.objects.unscoped("its body").get(contribution=head, is_body=True)
    return contribute(
        head.kind_slug,
        head.home,
        title=title or head.title,
        text=body.source,
        by=by,
        details={
            "genre": page.genre,
            "sources": page.sources,
            "review_every": page.review_every,
            "translation_of": head,
            "translated_at": now(),
        },
        topics=list(head.topics.all()),
        language=language,
    )
