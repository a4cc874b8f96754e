"""Tell a practice in another language: the words are new, the practice is the same."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from passerelle.contributions.actions import contribute
from passerelle.contributions.models import Contribution, Post, Standing
from passerelle.journal.actor import Actor
from passerelle.journal.decision import Refused
from passerelle.journal.recording import record
from passerelle.kinds.innovation.practice import rules
from passerelle.kinds.innovation.practice.difference import COLUMNS
from passerelle.kinds.innovation.practice.grading import grade_again
from passerelle.kinds.innovation.practice.models import Practice
from passerelle.kinds.innovation.practice.reading.versions import VERSIONS
from passerelle.lib.clock import now
from passerelle.lib.locales import LANGUAGES


@transaction.atomic
def translate(
    contribution: Contribution,
    *,
    language: str,
    by: Actor,
    title: str = "",
    text: str = "",
    words: Mapping[str, str] | None = None,
) -> Contribution:
    """A translation with its topics; whatever is not said in the other language is said in that of the original.

    Raises Refused unless the actor may change the original, for a translation itself, and for a language the actor sees one in.
    """
    head = Contribution.objects.locked(contribution.pk)
    rules.may_translate(head, by).require()
    page = Practice.objects.get(pk=head.pk)
    if language not in LANGUAGES or language in VERSIONS.languages(by, head, page):
        raise Refused(_("Choose a language in which there is no version yet."))
    body = Post.objects.unscoped("its body").get(contribution=head, is_body=True)
    told = {name: getattr(page, name) for name in COLUMNS} | dict(words or {})
    return contribute(
        head.kind_slug,
        head.home,
        title=title or head.title,
        text=text or body.source,
        by=by,
        details={**told, "grade": page.grade, "translation_of": head, "translated_at": now()},
        topics=list(head.topics.all()),
        language=language,
    )


@transaction.atomic
def follow(translation: Contribution, *, by: Actor) -> None:
    """It is as proven as its original, and as current; once that one is gone, nobody vouches for it any more. Idempotent."""
    head = Contribution.objects.locked(translation.pk)
    details = Practice.objects.filter(pk=head.pk).exclude(translation_of=None).first()
    if details is None or head.standing != Standing.PUBLISHED:
        return
    original = Practice.objects.filter(pk=details.translation_of_id or 0).select_related("contribution").first()
    if original is not None:
        Practice.objects.filter(pk=head.pk).update(grade=original.grade)
        grade_again(head)
    stands = original is not None and original.contribution.standing == Standing.PUBLISHED
    before, head.state = head.state, original.contribution.state if original and stands else "retired"
    if head.state != before:
        head.moved_at = now()
        head.version += 1
        head.save(update_fields=["state", "moved_at", "version"])
        told: dict[str, Any] = {"move": "follow", "before": before, "after": head.state}
        record(by, "contribution.moved", head, contribution_id=head.pk, community_id=head.home_id, **told)
