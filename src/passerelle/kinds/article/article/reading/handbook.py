"""The handbook around an article, as far as one reader sees it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from passerelle.contributions.models import Contribution, Standing
from passerelle.journal.actor import Actor
from passerelle.kinds.article.article.models import Article
from passerelle.kinds.article.article.tree import Tree


@dataclass(frozen=True, slots=True)
class Page:
    """One line of the tree; what is below it is listed along the way to the page one reads."""

    label: str
    url: str
    state: str
    is_here: bool
    has_more: bool
    below: list[Page]


@dataclass(frozen=True, slots=True)
class Handbook:
    """The tree, the way to this page from the top, and the pages before and after it."""

    pages: list[Page]
    count: int
    way: list[dict[str, str]]
    before: Contribution | None
    after: Contribution | None


def handbook(actor: Actor, contribution: Contribution, details: Article) -> Handbook | None:
    """Nothing for one that stands alone, or of whose handbook this reader sees no other page."""
    first = details.handbook_id or details.pk
    rows = Tree.among(first)
    if len(rows.above) == 1:
        return None
    seen = _seen(actor, contribution, rows)
    tree = Tree.made([(pk, parent) for pk, parent in rows.above.items() if pk in seen])
    if contribution.pk not in seen or len(seen) == 1:
        return None
    order, way = tree.reading_order(), tree.way(contribution.pk)
    here = order.index(contribution.pk)
    return Handbook(
        pages=_pages(tree, seen, tree.below[None], way),
        count=len(order),
        way=[{"label": seen[pk].title, "url": seen[pk].get_absolute_url()} for pk in way[:-1]],
        before=seen[order[here - 1]] if here else None,
        after=seen[order[here + 1]] if here + 1 < len(order) else None,
    )


def _seen(actor: Actor, contribution: Contribution, tree: Tree) -> dict[int, Contribution]:
    found = Contribution.objects.visible_to(actor).filter(pk__in=tree.above, standing=Standing.PUBLISHED)
    rows: Any = found.filter(home_id=contribution.home_id).only("pid", "slug", "title", "state")
    return {one.pk: one for one in rows}


def _pages(tree: Tree, seen: dict[int, Contribution], those: list[int], way: list[int]) -> list[Page]:
    return [
        Page(
            label=seen[pk].title,
            url=seen[pk].get_absolute_url(),
            state=seen[pk].state,
            is_here=pk == way[-1],
            has_more=pk in tree.below,
            below=_pages(tree, seen, tree.below.get(pk, []), way) if pk in way else [],
        )
        for pk in those
    ]
