"""Pin accepted answers to an article of questions and answers, take them off, and put them in order."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from passerelle.contributions.models import Contribution
from passerelle.journal.actor import Actor
from passerelle.journal.decision import Refused
from passerelle.journal.recording import record
from passerelle.kinds.article.article import rules
from passerelle.kinds.article.article.models import Pinned
from passerelle.kinds.article.article.reading.faq import answers, questions

MOST = 100


@transaction.atomic
def pin(article: Contribution, question: Contribution, *, by: Actor) -> None:
    """A question stands in it with its accepted answer, below those pinned before; twice is once.

    Raises Refused unless the actor may change its text and read an accepted answer, and for more than anybody reads.
    """
    head = Contribution.objects.locked(article.pk)
    rules.may_pin(head, by).require()
    if question.pk not in answers(by, [question.pk]):
        raise Refused(_("No answer to it is accepted that you could pin."))
    there = Pinned.objects.filter(article_id=head.pk)
    if there.filter(question=question).exists():
        return
    if there.count() >= MOST:
        raise Refused(_("%(num)s answers are enough for one article: begin a second one.") % {"num": MOST})
    last = there.aggregate(last=Max("position"))["last"] or 0
    Pinned.objects.create(article_id=head.pk, question=question, position=last + 1, person_id=by.own_id)
    _record(by, "article.pinned", head, question)


@transaction.atomic
def unpin(article: Contribution, question: Contribution, *, by: Actor) -> None:
    """It stands there no longer; where it was asked nothing changes. Raises Refused unless the actor may change the text."""
    head = Contribution.objects.locked(article.pk)
    rules.may_pin(head, by).require()
    if Pinned.objects.filter(article_id=head.pk, question=question).delete()[0]:
        _record(by, "article.unpinned", head, question)


@transaction.atomic
def rearrange(article: Contribution, question: Contribution, *, up: bool, by: Actor) -> None:
    """Change places with the one above or below, among those the actor may read; at the end nothing happens.

    Raises Refused unless the actor may change the text.
    """
    head = Contribution.objects.locked(article.pk)
    rules.may_pin(head, by).require()
    order = [one.head.pk for one in questions(by, head.pk)]
    if question.pk not in order:
        return
    at = order.index(question.pk) + (-1 if up else 1)
    if not 0 <= at < len(order):
        return
    one, other = (Pinned.objects.get(article_id=head.pk, question_id=pk) for pk in (question.pk, order[at]))
    one.position, other.position = other.position, one.position
    Pinned.objects.bulk_update([one, other], ["position"])
    _record(by, "article.rearranged", head, question)


def _record(by: Actor, verb: str, head: Contribution, question: Contribution) -> None:
    record(by, verb, head, contribution_id=head.pk, community_id=head.home_id, question=question.pk)
