"""Pin what others wrote: accepted answers to an article of questions and answers, anything to a collection."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from passerelle.contributions.models import Contribution
from passerelle.journal.actor import Actor
from passerelle.journal.decision import ALLOWED, Decision, Refused, refused
from passerelle.journal.recording import record
from passerelle.kinds.article.article import rules
from passerelle.kinds.article.article.models import Article, Genre, Pinned
from passerelle.kinds.article.article.reading.faq import answers
from passerelle.kinds.article.article.reading.gathering import gatherable, gathered

MOST = 100


@transaction.atomic
def pin(article: Contribution, contribution: Contribution, *, by: Actor) -> None:
    """It stands there below what was pinned before, a question with its accepted answer; twice is once.

    Raises Refused unless the actor may change the article's text and read what is pinned, and for more than anybody reads.
    """
    head = Contribution.objects.locked(article.pk)
    rules.may_pin(head, by).require()
    _may_stand(head, contribution, by).require()
    there = Pinned.objects.filter(article_id=head.pk)
    if there.filter(contribution=contribution).exists():
        return
    if there.count() >= MOST:
        raise Refused(_("%(num)s are enough for one article: begin a second one.") % {"num": MOST})
    last = there.aggregate(last=Max("position"))["last"] or 0
    Pinned.objects.create(article_id=head.pk, contribution=contribution, position=last + 1, person_id=by.own_id)
    _record(by, "article.pinned", head, contribution)


@transaction.atomic
def unpin(article: Contribution, contribution: Contribution, *, by: Actor) -> None:
    """It stands there no longer; where it was written nothing changes. Raises Refused unless the actor may change the text."""
    head = Contribution.objects.locked(article.pk)
    rules.may_pin(head, by).require()
    if Pinned.objects.filter(article_id=head.pk, contribution=contribution).delete()[0]:
        _record(by, "article.unpinned", head, contribution)


@transaction.atomic
def rearrange(article: Contribution, contribution: Contribution, *, up: bool, by: Actor) -> None:
    """Change places with the one above or below, among those the actor may read; at the end nothing happens.

    Raises Refused unless the actor may change the text.
    """
    head = Contribution.objects.locked(article.pk)
    rules.may_pin(head, by).require()
    order = [one.pk for one in gathered(by, head.pk)]
    if contribution.pk not in order:
        return
    at = order.index(contribution.pk) + (-1 if up else 1)
    if not 0 <= at < len(order):
        return
    one, other = (Pinned.objects.get(article_id=head.pk, contribution_id=pk) for pk in (contribution.pk, order[at]))
    one.position, other.position = other.position, one.position
    Pinned.objects.bulk_update([one, other], ["position"])
    _record(by, "article.rearranged", head, contribution)


@transaction.atomic
def follow_merge(source: int, target: int) -> None:
    """What is pinned of something that was merged stands where it lives on, in its place; where both are pinned, once. Idempotent."""
    there = Pinned.objects.filter(contribution_id=target).values_list("article_id", flat=True)
    Pinned.objects.filter(contribution_id=source, article_id__in=[target, *there]).delete()
    Pinned.objects.filter(contribution_id=source).update(contribution_id=target)


def _may_stand(head: Contribution, contribution: Contribution, by: Actor) -> Decision:
    if Article.objects.filter(pk=head.pk, genre=Genre.FAQ).exists():
        if contribution.pk in answers(by, [contribution.pk]):
            return ALLOWED
        return refused(_("No answer to it is accepted that you could pin."))
    if contribution.pk == head.pk:
        return refused(_("A collection does not stand in itself."))
    if gatherable(by).filter(pk=contribution.pk).exists():
        return ALLOWED
    return refused(_("Only what is published can stand in a collection."))


def _record(by: Actor, verb: str, head: Contribution, contribution: Contribution) -> None:
    record(by, verb, head, contribution_id=head.pk, community_id=head.home_id, pinned=contribution.pk)
