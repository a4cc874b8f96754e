"""That an article is looked at again: asked two weeks before its day, due on it."""

from __future__ import annotations

from datetime import date, datetime, time

from django.db import transaction
from django.utils import timezone

from passerelle.contributions.actions import make_move
from passerelle.contributions.models import Contribution, Standing
from passerelle.journal.actor import Actor
from passerelle.journal.recording import record
from passerelle.kinds.article.article.due import BEFORE, ask_whether_it_holds
from passerelle.kinds.article.article.models import Article
from passerelle.kinds.article.article.parts import owner_of
from passerelle.lib.clock import now


@transaction.atomic
def remind(contribution: Contribution, *, by: Actor) -> None:
    """Its day is near: whoever answers for it is asked whether it still holds. Idempotent."""
    head, day = _published(contribution)
    person = owner_of(head)
    if day is None or day > now().date() + BEFORE or not ask_whether_it_holds(head, person, _morning(day)):
        return
    record(by, "article.reminded", head, contribution_id=head.pk, community_id=head.home_id, people=[person])


@transaction.atomic
def call_for_review(contribution: Contribution, *, by: Actor) -> None:
    """Its day came: it is due, and its page says so. Idempotent."""
    head, day = _published(contribution)
    if day is None or day > now().date():
        return
    make_move(head, "due", by=by)
    ask_whether_it_holds(head, owner_of(head), now())


def _published(contribution: Contribution) -> tuple[Contribution, date | None]:
    """The article, held, and the day it is looked at again; none unless it stands published."""
    head = Contribution.objects.locked(contribution.pk)
    stands = head.state == "published" and head.standing == Standing.PUBLISHED
    day = Article.objects.filter(contribution=head).values_list("review_on", flat=True).first() if stands else None
    return head, day


def _morning(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(9)))
