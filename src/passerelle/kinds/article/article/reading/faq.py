"""An article of questions and answers: what was accepted where it was asked stands in it as it reads today."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from passerelle.contributions.kinds import get_kind
from passerelle.contributions.models import Contribution, Standing
from passerelle.contributions.reading.bylines import strangers
from passerelle.contributions.reading.names import names_for
from passerelle.journal.actor import Actor
from passerelle.kinds.article.article.models import Article, Genre
from passerelle.kinds.article.article.reading.gathering import gathered, shown_in
from passerelle.kinds.article.article.reading.quoting import COLUMNS, may_be_quoted, quotation, with_quotations
from passerelle.lib.markdown import fill


@dataclass(frozen=True, slots=True)
class Line:
    """One that is pinned, for whoever decides on the order; ``is_shown``: of a question, an answer to it stands."""

    head: Contribution
    is_shown: bool


def answers(actor: Actor, ids: Collection[int]) -> dict[int, int]:
    """Of these contributions those to which a reply was accepted that the actor may read, and which. One query and one for each kind."""
    seen = Contribution.objects.visible_to(actor).filter(pk__in=ids, standing=Standing.PUBLISHED)
    kinds = {get_kind(slug) for slug in seen.order_by().values_list("kind_slug", flat=True)} if ids else set()
    told = (one for kind in kinds for one in kind.best(actor, seen, len(ids)))
    return {one.contribution: one.post for one in told if one.post is not None}


def in_order(actor: Actor, details: Article) -> list[Line]:
    """What is pinned and this reader may know of, in its order."""
    heads = gathered(actor, details.pk)
    found = answers(actor, [head.pk for head in heads]) if details.genre == Genre.FAQ else {head.pk for head in heads}
    return [Line(head, head.pk in found) for head in heads]


def with_answers(actor: Actor, details: Article, html: str) -> Markup | None:
    """The text with quotations, and what is pinned below; None where there is neither."""
    quoted = with_quotations(actor, html)
    pinned = _pinned(actor, details) if details.genre == Genre.FAQ else []
    if not pinned:
        return quoted
    return Markup("").join([quoted or fill(html, names_for(actor, [html])), *pinned])


def _pinned(actor: Actor, details: Article) -> list[Markup]:
    """Each question as a heading, its answer below with who gave it and where."""
    heads = shown_in(actor, details)
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
