"""What an article gives to somebody with the same problem: how the part begins that says it."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from passerelle.contributions.models import Post, Standing
from passerelle.contributions.solution import Solution
from passerelle.journal.actor import Actor
from passerelle.kinds.article.article.models import Article, Genre
from passerelle.lib.markdown.plain import running
from passerelle.lib.sentences import sentences

SAYS_IT = {Genre.CASE: 3, Genre.HOW_TO: 2, Genre.STRATEGY: 2, Genre.FAQ: 0}
"""The place of that part in the outline of each genre: what came of it, the first step, what was chosen, the first answer."""

_HEADING = re.compile(r"<h([3-6])>.*?</h\1>", re.DOTALL)
_NOT_SAID = re.compile(r"<(h[3-6]|table)>.*?</\1>", re.DOTALL)


def solutions(actor: Actor, ids: Collection[int]) -> Mapping[int, Solution]:
    """Article → the first sentence of that part, for those who read it. Two queries."""
    genres = dict(Article.objects.filter(pk__in=ids).values_list("pk", "genre"))
    seen = Post.objects.visible_to(actor).filter(contribution_id__in=genres, is_body=True, standing=Standing.PUBLISHED)
    told = {pk: first_sentence(html, genres[pk]) for pk, html in seen.values_list("contribution_id", "html")}
    return {pk: Solution(words) for pk, words in told.items() if words}


def first_sentence(html: str, genre: str) -> str:
    """Of a text that has fewer parts than the outline the first part that says something counts; figures in a table say it less well."""
    parts = _parts(html)
    place = SAYS_IT.get(Genre(genre), 0) if genre in Genre.values else 0
    chosen = parts[place : place + 1] + parts
    told = (found[0].words for part in chosen if (found := sentences(running(_NOT_SAID.sub("", part)))))
    return next(told, "")


def _parts(html: str) -> list[str]:
    """What stands below each of the upper headings; what stands before the first comes last."""
    headings = list(_HEADING.finditer(html))
    top = min((one[1] for one in headings), default="")
    upper = [one for one in headings if one[1] == top]
    starts, ends = [one.end() for one in upper], [*(one.start() for one in upper[1:]), len(html)]
    return [html[start:end] for start, end in zip(starts, ends, strict=False)] + [
        html[: upper[0].start() if upper else None]
    ]
