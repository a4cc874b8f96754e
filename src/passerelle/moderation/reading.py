"""What waits for a community manager: held texts and open reports, under present rights."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce
from markupsafe import Markup

from passerelle.communities.models import Community, Membership
from passerelle.communities.reading import active_stewards, managed_ids
from passerelle.communities.standing_in import left_alone
from passerelle.contributions.models import Change, Contribution, Post, Reach, Standing
from passerelle.contributions.reading.names import names_for
from passerelle.contributions.reading.revisions import Piece, difference
from passerelle.journal.actor import Actor
from passerelle.lib.markdown import fill, fill_text, render
from passerelle.moderation.models import Report

_WAITS = "what waits is shown to whoever decides, and nothing around it"


@dataclass(frozen=True, slots=True)
class Proposal:
    """A change of a published text, and what it would change."""

    change: Change
    pieces: list[Piece]
    is_linked: bool

    @property
    def new_title(self) -> str:
        """The title it would give, empty when that stays."""
        title = self.change.title
        return title if self.change.post.is_body and title != self.change.post.contribution.title else ""


@dataclass(frozen=True, slots=True)
class Held:
    """A text that waits: a link for who manages there; who stands in is shown that one text and nothing more."""

    post: Post
    is_linked: bool
    html: Markup


@dataclass(frozen=True, slots=True)
class Reported:
    """A report with the text it is about: a link for whoever reads the conversation, else that one text and nothing more."""

    report: Report
    is_linked: bool
    html: Markup


def held_contributions(actor: Actor) -> QuerySet[Contribution]:
    """Contributions that wait to be read, oldest first."""
    theirs = Q(home_id__in=managed_ids(actor)) | _left_alone(actor, "home_id", "author_id")
    waiting = Contribution.objects.unscoped(_WAITS).filter(theirs, standing=Standing.HELD)
    return waiting.select_related("home", "author", "body").order_by("created_at")


def held_bodies(actor: Actor) -> QuerySet[Post]:
    """The texts of those contributions, oldest first."""
    waiting = held_contributions(actor).order_by().values("body_id")
    bodies = Post.objects.unscoped(_WAITS).filter(pk__in=waiting)
    return bodies.select_related("contribution__home", "contribution__body", "author").order_by(
        "contribution__created_at"
    )


def held_replies(actor: Actor) -> QuerySet[Post]:
    """Replies that wait to be read, oldest first."""
    readable = Exists(Post.objects.visible_to(actor).filter(pk=OuterRef("pk")))
    theirs = Q(readable, contribution__home_id__in=managed_ids(actor)) | Q(
        _left_alone(actor, "contribution__home_id", "author_id"),
        contribution__standing=Standing.PUBLISHED,
        contribution__reach=Reach.PLACEMENTS,
    )
    waiting = Post.objects.unscoped(_WAITS).filter(theirs, is_body=False, standing=Standing.HELD)
    return waiting.select_related("contribution__home", "contribution__body", "author").order_by("created_at")


def waiting_texts(actor: Actor) -> QuerySet[Post]:
    """The texts the actor has to decide about; who stands in finds them here and nowhere else."""
    waiting = (
        Q(pk__in=held_contributions(actor).order_by().values("body_id"))
        | Q(pk__in=held_replies(actor).order_by().values("pk"))
        | Q(pk__in=waiting_changes(actor).order_by().values("post_id"))
    )
    return Post.objects.unscoped(_WAITS).filter(waiting).select_related("contribution__home")


def held(actor: Actor, posts: Iterable[Post]) -> list[Held]:
    """Texts that wait, each with what is needed to decide about it."""
    shown, own = list(posts), managed_ids(actor)
    names = names_for(actor, [post.html for post in shown if post.contribution.home_id not in own])
    return [Held(post, post.contribution.home_id in own, fill(post.html, names)) for post in shown]


def changes(actor: Actor) -> QuerySet[Change]:
    """Changes the actor may look at: their own, and those that wait for them; oldest first."""
    published = Q(post__standing=Standing.PUBLISHED, post__contribution__standing=Standing.PUBLISHED)
    deciding = Q(refused_at=None, post__contribution__home_id__in=managed_ids(actor))
    readable = Exists(Post.objects.visible_to(actor).filter(pk=OuterRef("post_id")))
    found = Change.objects.filter(readable, published, Q(post__author_id=actor.own_id) | deciding)
    return found.select_related("post__contribution__home", "post__contribution__body", "post__author").order_by("at")


def waiting_changes(actor: Actor) -> QuerySet[Change]:
    """Changes of published texts that wait to be read, oldest first."""
    readable = Exists(Post.objects.visible_to(actor).filter(pk=OuterRef("post_id")))
    theirs = Q(readable, post__contribution__home_id__in=managed_ids(actor)) | Q(
        _left_alone(actor, "post__contribution__home_id", "post__author_id"),
        post__contribution__reach=Reach.PLACEMENTS,
    )
    published = Q(post__standing=Standing.PUBLISHED, post__contribution__standing=Standing.PUBLISHED)
    found = Change.objects.filter(theirs, published, refused_at=None)
    return found.select_related("post__contribution__home", "post__contribution__body", "post__author").order_by("at")


def proposals(actor: Actor, found: Iterable[Change]) -> list[Proposal]:
    """Changes as readable differences."""
    shown = list(found)
    after = [render(change.source).html for change in shown]
    names = names_for(actor, [*(change.post.html for change in shown), *after])
    return [
        Proposal(
            change,
            difference(fill_text(change.post.html, names), fill_text(html, names)),
            is_linked=change.post.contribution.home_id in managed_ids(actor),
        )
        for change, html in zip(shown, after, strict=True)
    ]


def change_context(actor: Actor, change: Change) -> dict[str, Any]:
    """The page of one change."""
    return {
        "proposal": proposals(actor, [change])[0],
        "is_own": change.post.author_id == actor.own_id,
        "may_decide": change.refused_at is None and change.post.contribution.home_id in managed_ids(actor),
    }


def open_reports(actor: Actor) -> QuerySet[Report]:
    """Open reports the actor decides about, none of their own texts; oldest first."""
    mine = Q(post__contribution__home_id__in=managed_ids(actor))
    if actor.is_administrator or managed_ids(actor):
        mine |= _standing_in(actor)
    reports = Report.objects.filter(mine, closed_at=None).exclude(post__author_id=actor.own_id)
    return reports.select_related("post__contribution__home", "post__author", "reporter").order_by("at")


def reported(actor: Actor) -> list[Reported]:
    """Open reports with what is needed to decide; who stands in for the managers may not read where the text is from."""
    reports = list(open_reports(actor))
    own = managed_ids(actor)
    others = [report.post_id for report in reports if report.post.contribution.home_id not in own]
    readable = (
        set(Post.objects.visible_to(actor).filter(pk__in=others).values_list("pk", flat=True)) if others else set()
    )
    unread = [report.post.html for report in reports if report.post_id in others and report.post_id not in readable]
    names = names_for(actor, unread)
    return [
        Reported(report, report.post_id not in others or report.post_id in readable, fill(report.post.html, names))
        for report in reports
    ]


def _standing_in(actor: Actor) -> Q:
    """Reports about texts of the only manager of their home: ``communities.rules.stands_in`` for many at once."""
    home = OuterRef("post__contribution__home_id")
    author = Coalesce(OuterRef("post__author_id"), 0)  # compared with nothing, every manager would be left out
    others = active_stewards().exclude(person_id=author)
    member = Membership.objects.filter(person_id=OuterRef("person_id"), community_id=OuterRef("community__children"))
    readers = others.filter(
        Q(community__children__visibility=Community.Visibility.OPEN) | Exists(member), community__children=home
    )
    alone = ~Exists(others.filter(community_id=home))
    above = Exists(readers.filter(person_id=actor.own_id))
    return Q(alone, above | ~Exists(readers) if actor.is_administrator else above)


def _left_alone(actor: Actor, home: str, author: str) -> Q:
    """What waits where no manager is left and the actor stands in; nothing of their own."""
    if not (actor.is_administrator or managed_ids(actor)):
        return Q(pk__in=())
    return Q(~Q(**{author: actor.own_id}), **{f"{home}__in": left_alone(actor)})
