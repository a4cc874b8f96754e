"""How the pages of a handbook stand: one parent each, in an order; ids alone, whoever asks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

from passerelle.kinds.article.article.models import Article

DEEPEST = 6  # levels, the first page included
MOST = 1_000  # pages of one handbook


@dataclass(frozen=True, slots=True)
class Tree:
    """Of each page, where it hangs; of each parent, its pages in order."""

    above: dict[int, int | None]
    below: dict[int | None, list[int]]

    @classmethod
    def of(cls, page: Article) -> Self:
        """The handbook a page stands in, or begins."""
        return cls.among(page.handbook_id or page.pk)

    @classmethod
    def among(cls, first: int) -> Self:
        """The handbook that begins with this page."""
        rows = Article.objects.filter(handbook_id=first).order_by("position", "pk").values_list("pk", "parent_id")
        return cls.made([(first, None), *rows])

    @classmethod
    def made(cls, rows: Iterable[tuple[int, int | None]]) -> Self:
        """Of pages in their order, each with its parent; whose parent is not among them stands at the top."""
        above = dict(rows)
        below: dict[int | None, list[int]] = {}
        for page, parent in above.items():
            below.setdefault(parent if parent in above else None, []).append(page)
        return cls(above, below)

    def branch(self, page: int) -> list[int]:
        """A page and all below it, as one reads them."""
        found, waiting = [], [page]
        while waiting:
            found.append(waiting.pop())
            waiting += reversed(self.below.get(found[-1], []))
        return found

    def reading_order(self) -> list[int]:
        """All of it, from the first page to the last."""
        return [one for top in self.below.get(None, []) for one in self.branch(top)]

    def way(self, page: int) -> list[int]:
        """From the top down to a page, itself included."""
        found, here = [page], self.above.get(page)
        while here in self.above:
            found.append(here)
            here = self.above[here]
        return found[::-1]

    def height(self, page: int) -> int:
        """How many levels a page and those below it make."""
        start = len(self.way(page))
        return max(len(self.way(one)) for one in self.branch(page)) - start + 1


def settle(parent: int | None, first: int, pages: list[int]) -> None:
    """Let these hang under a page of a handbook in this order."""
    for position, page in enumerate(pages):
        handbook = None if page == first else first
        Article.objects.filter(pk=page).update(parent_id=parent, position=position, handbook_id=handbook)
