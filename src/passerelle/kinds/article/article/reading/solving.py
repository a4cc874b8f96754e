"""What an article gives to somebody with the same problem: what to do, and what came of it, from the parts that say so."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from passerelle.contributions.models import Post, Standing
from passerelle.contributions.solution import Solution
from passerelle.journal.actor import Actor
from passerelle.kinds.article.article.models import Article, Genre
from passerelle.lib.markdown.plain import running
from passerelle.matching.similar.gist import came_of_it, has_steps, steps

DONE = {Genre.CASE: 2, Genre.HOW_TO: 2, Genre.STRATEGY: 2}
"""The place in the outline of each genre of what was done, of the steps, and of what was chosen."""

CAME_OF_IT = 3
"""The place of that in a case study."""

STEPS = 2  # of a how-to, where both fit in a line

_HEADING = re.compile(r"<h([3-6])>.*?</h\1>", re.DOTALL)


def solutions(actor: Actor, ids: Collection[int]) -> Mapping[int, Solution]:
    """Article → what its genre says it gives, for those who read it. Two queries."""
    genres = dict(Article.objects.filter(pk__in=ids).values_list("pk", "genre"))
    seen = Post.objects.visible_to(actor).filter(contribution_id__in=genres, is_body=True, standing=Standing.PUBLISHED)
    told = {pk: solution(html, genres[pk]) for pk, html in seen.values_list("contribution_id", "html")}
    return {pk: given for pk, given in told.items() if given.words}


def solution(html: str, genre: str) -> Solution:
    """Of a text that has fewer parts than the outline the first part that says something counts."""
    heads, parts = _parts(html)
    if genre == Genre.FAQ and heads:
        return Solution(f"{heads[0]} {steps(parts[0])}".strip())
    place = DONE.get(Genre(genre), 0) if genre in Genre.values else 0
    chosen = parts[place : place + 1]
    if genre == Genre.HOW_TO and not any(map(has_steps, chosen)):
        chosen = [part for part in parts if has_steps(part)]
    chosen += parts
    words = next(filter(None, (steps(part, STEPS if genre == Genre.HOW_TO else 1) for part in chosen)), "")
    outcomes = parts[CAME_OF_IT : CAME_OF_IT + 1] if genre == Genre.CASE and len(heads) > CAME_OF_IT else []
    return Solution(words, brought="".join(map(came_of_it, outcomes)))


def _parts(html: str) -> tuple[list[str], list[str]]:
    """The upper headings, and what stands below each; what stands before the first comes last."""
    headings = list(_HEADING.finditer(html))
    top = min((one[1] for one in headings), default="")
    upper = [one for one in headings if one[1] == top]
    starts, ends = [one.end() for one in upper], [*(one.start() for one in upper[1:]), len(html)]
    below = [html[start:end] for start, end in zip(starts, ends, strict=False)]
    return [running(one[0]) for one in upper], [*below, html[: upper[0].start() if upper else None]]
