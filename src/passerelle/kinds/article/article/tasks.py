"""Work of articles that comes back."""

from __future__ import annotations

from datetime import date, timedelta

from django.db.models import BigIntegerField, Exists, F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from passerelle.contributions.models import Contribution, Deadline, Involvement, Standing
from passerelle.journal.actor import system_actor
from passerelle.kinds.article.article import actions
from passerelle.kinds.article.article.due import BEFORE, REVIEW
from passerelle.kinds.article.article.models import Article
from passerelle.lib.clock import now
from passerelle.people.models import Person
from passerelle.work.schedules import every
from passerelle.work.tasks import task

MOST = 200


@every(timedelta(hours=6))
@task("article.review")
def review() -> None:
    """Those whose day has come, and those whose day is near."""
    today = now().date()
    for contribution in _published_until(today)[:MOST]:
        actions.call_for_review(contribution, by=system_actor())
    asked = Deadline.objects.filter(contribution_id=OuterRef("pk"), purpose=REVIEW, met_at=None)
    for contribution in _published_until(today + BEFORE).filter(~Exists(asked))[:MOST]:
        actions.remind(contribution, by=system_actor())


@every(timedelta(hours=1))
@task("article.inherit")
def inherit() -> None:
    """Those of somebody who left, which pass to whoever takes over."""
    bound = Involvement.objects.filter(contribution_id=OuterRef("pk"), part=Involvement.Part.OWNER, ended_at=None)
    named = Subquery(bound.order_by("since", "pk").values("person_id")[:1])
    owned = (
        _living()
        .exclude(state="retired")
        .annotate(owner=Coalesce(named, F("author_id"), output_field=BigIntegerField()))
    )
    present = Person.objects.present().filter(pk=OuterRef("owner"))
    for contribution in owned.exclude(owner=None).filter(~Exists(present)).order_by("pk")[:MOST]:
        actions.inherit(contribution, by=system_actor())


def _published_until(day: date) -> QuerySet[Contribution]:
    due = Article.objects.filter(review_on__lte=day).values("pk")
    return _living().filter(state="published", pk__in=due).order_by("pk")


def _living() -> QuerySet[Contribution]:
    found = Contribution.objects.unscoped("articles somebody answers for").filter(pk__in=Article.objects.values("pk"))
    return found.filter(standing=Standing.PUBLISHED, home__archived_at=None)
