"""An article of questions and answers: what was accepted where it was asked stands in it as it reads today."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from markupsafe import Markup

from passerelle.contributions.kinds import get_kind
from passerelle.contributions.models import Contribution, Involvement, Standing
from passerelle.contributions.reading.bylines import strangers
from passerelle.contributions.reading.names import names_for
from passerelle.journal.actor import Actor
from passerelle.kinds.article.article.models import Article, Genre, Pinned
from passerelle.kinds.article.article.parts import Part
from passerelle.kinds.article.article.reading.quoting import COLUMNS, may_be_quoted, quotation, with_quotations
from passerelle.lib.markdown import fill


@dataclass(frozen=True, slots=True)
class Question:
    """One that is pinned, for whoever decides on the order; ``is_shown``: an answer to it stands."""

    head: Contribution
    is_shown: bool


def pinnable(actor: Actor) -> QuerySet[Contribution]:
    """Articles of questions and answers that the actor writes: those of which ``rules.may_pin`` says yes."""
    writing = Involvement.objects.filter(
        contribution_id=OuterRef("pk"), person_id=actor.own_id, ended_at=None, part__in=(Part.OWNER, Part.CO_AUTHOR)
    )
    seen = Contribution.objects.visible_to(actor).filter(standing=Standing.PUBLISHED, home__archived_at=None)
    gathering = seen.filter(pk__in=Article.objects.filter(genre=Genre.FAQ).values("pk")).exclude(state="retired")
    return gathering.filter(Q(author_id=actor.own_id) | Exists(writing))


def answers(actor: Actor, ids: Collection[int]) -> dict[int, int]:
    """Of these contributions those to which a reply was accepted that the actor may read, and which. One query and one for each kind."""
    seen = Contribution.objects.visible_to(actor).filter(pk__in=ids, standing=Standing.PUBLISHED)
    kinds = {get_kind(slug) for slug in seen.order_by().values_list("kind_slug", flat=True)} if ids else set()
    told = (one for kind in kinds for one in kind.best(actor, seen, len(ids)))
    return {one.contribution: one.post for one in told if one.post is not None}


def questions(actor: Actor, article: int) -> list[Question]:
    """What is pinned and this reader may know of, in its order."""
    heads = _asked(actor, article)
    found = answers(actor, [head.pk for head in heads])
    return [Question(head, head.pk in found) for head in heads]


def with_answers(actor: Actor, details: Article, html: str) -> Markup | None:
    """The text with quotations, and what is pinned below; None where there is neither."""
    quoted = with_quotations(actor, html)
    pinned = _pinned(actor, details.pk) if details.genre == Genre.FAQ else []
    if not pinned:
        return quoted
    return Markup("").join([quoted or fill(html, names_for(actor, [html])), *pinned])


def _asked(actor: Actor, article: int) -> list[Contribution]:
    places = dict(Pinned.objects.filter(article_id=article).values_list("question_id", "position"))
    seen = Contribution.objects.visible_to(actor).filter(pk__in=places, standing=Standing.PUBLISHED)
    return sorted(seen.select_related("body"), key=lambda head: places[head.pk])


def _pinned(actor: Actor, article: int) -> list[Markup]:
    """Each question as a heading, its answer below with who gave it and where."""
    heads = _asked(actor, article)
    found = answers(actor, [head.pk for head in heads])
    rows: dict[int, dict[str, Any]] = {
        row["pk"]: row for row in may_be_quoted(actor).filter(pk__in=found.values()).values("pk", *COLUMNS)
    }
    names = names_for(actor, [row["html"] for row in rows.values()]) if rows else {}
    unknown = strangers(actor, (row["author__pid"] for row in rows.values()))
    return [
        Markup("<h3><bdi>{}</bdi></h3>").format(head.name) + quotation(rows[post], names, unknown)
        for head, post in ((head, found.get(head.pk, 0)) for head in heads)
        if post in rows
    ]
