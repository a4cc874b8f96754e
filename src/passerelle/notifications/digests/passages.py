"""The text itself: its first paragraphs, with the names of today, cut where a sentence or at least a word ends."""

from __future__ import annotations

import re
from collections.abc import Sequence

from django.utils.html import escape

from passerelle.contributions.models import Post
from passerelle.contributions.reading.names import names_for
from passerelle.journal.actor import Actor
from passerelle.lib.markdown import fill_text

ROOM = 24_000  # bytes of HTML for all texts of one summary: with what is around them it stays well below 100 kB
_SENTENCE = re.compile(r"[.!?…](?=\s|$)")


def plain_texts(actor: Actor, posts: Sequence[Post]) -> dict[int, str]:
    """Post → its words as the actor may read them, paragraph by paragraph. A fixed number of queries."""
    there = [post for post in posts if not post.is_tombstone]
    names = names_for(actor, [post.html for post in there])
    return {post.pk: fill_text(post.html, names) for post in there}


def opening(text: str, length: int) -> list[str]:
    """The first paragraphs of a plain text, ``length`` characters at most and a sign that there is more."""
    found: list[str] = []
    for line in text[: length * 4].split("\n"):
        paragraph = " ".join(line.split())
        if not paragraph:
            continue
        left = length - sum(map(len, found))
        if len(paragraph) > left:
            return [*found, *_cut(paragraph, left)] if left > length // 4 or not found else _marked(found)
        found.append(paragraph)
    return found if len(text) <= length * 4 else _marked(found)


class Room:
    """How much text still fits: what comes first gets it, what comes later is told by its sentence alone."""

    def __init__(self, size: int = ROOM) -> None:
        """Begin with all of it."""
        self._left = size

    def take(self, paragraphs: Sequence[str]) -> Sequence[str]:
        """The paragraphs where they fit, else none."""
        size = sum(len(escape(paragraph).encode()) for paragraph in paragraphs)
        if size > self._left:
            return ()
        self._left -= size
        return paragraphs


def _cut(paragraph: str, length: int) -> list[str]:
    ends = [match.end() for match in _SENTENCE.finditer(paragraph[:length])]
    if ends and ends[-1] > length // 2:
        return [paragraph[: ends[-1]] + " …"]
    return [(paragraph[:length].rpartition(" ")[0] or paragraph[:length]).rstrip(" ,;:.") + "…"]


def _marked(found: Sequence[str]) -> list[str]:
    return [*found[:-1], f"{found[-1].rstrip(' ,;:')} …"] if found else []
