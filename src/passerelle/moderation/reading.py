"""What waits for a community manager: held texts and open reports, under present rights."""

from __future__ import annotations

from django.db.models import QuerySet

from passerelle.communities.reading import managed_ids
from passerelle.contributions.models import Contribution, Post, Standing
from passerelle.journal.actor import Actor
from passerelle.moderation.models import Report


def held_contributions(actor: Actor) -> QuerySet[Contribution]:
    """Contributions that wait to be read, oldest first."""
    waiting = Contribution.objects.visible_to(actor).filter(home_id__in=managed_ids(actor), standing=Standing.HELD)
    return waiting.select_related("home", "author", "body").order_by("created_at")


def held_replies(actor: Actor) -> QuerySet[Post]:
    """Replies that wait to be read, oldest first."""
    homes = managed_ids(actor)
    waiting = Post.objects.visible_to(actor).filter(
        contribution__home_id__in=homes, is_body=False, standing=Standing.HELD
    )
    return waiting.select_related("contribution__home", "contribution__body", "author").order_by("created_at")


def open_reports(actor: Actor) -> QuerySet[Report]:
    """Open reports, but none about the actor's own texts; oldest first."""
    reports = Report.objects.filter(post__contribution__home_id__in=managed_ids(actor), closed_at=None)
    related = ("post__contribution__home", "post__author", "reporter")
    return reports.exclude(post__author_id=actor.own_id).select_related(*related).order_by("at")
